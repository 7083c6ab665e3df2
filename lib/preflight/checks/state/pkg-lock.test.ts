import { expect, test } from 'vitest';
import { judged, testUnreadable } from '../testing';
import { pkgLock } from './pkg-lock';

test('pkg.lock: nobody holds one', () => {
  expect(judged(pkgLock, 'looked\nend\n')).toMatchObject({ state: 'passed', values: { count: 0 } });
});

test('pkg.lock: who holds it is named once, with the number', () => {
  const printed = `held 812 apt-get /var/lib/dpkg/lock-frontend
held 812 apt-get /var/lib/dpkg/lock
held 901 unattended-upgr -
looked
end
`;
  expect(judged(pkgLock, printed)).toMatchObject({
    state: 'finding',
    severity: 'warn',
    values: { count: 2, holders: 'apt-get (812), unattended-upgr (901)' },
    evidence: expect.stringContaining('lock-frontend'),
  });
});

test('pkg.lock: dnf on openEuler and Kylin, and a name with a space', () => {
  expect(judged(pkgLock, 'held 77 dnf /var/lib/dnf/rpmdb_lock.pid\nlooked\nend\n')).toMatchObject({
    values: { holders: 'dnf (77)' },
  });
  expect(judged(pkgLock, 'held 78 my tool /var/lib/rpm/.rpm.lock\nlooked\nend\n')).toMatchObject({
    values: { holders: 'my tool (78)' },
  });
});

test('pkg.lock: a host whose list of locks can’t be read is not run', () => {
  expect(judged(pkgLock, 'end\n')).toMatchObject({ state: 'not-run', reason: 'unreadable' });
  expect(judged(pkgLock, 'held 1\nlooked\nend\n')).toMatchObject({ state: 'not-run' });
});

testUnreadable(pkgLock);
