import { expect, test } from 'vitest';
import { judged, testUnreadable } from '../testing';
import { rebootPending } from './reboot-pending';

const printed = (...lines: string[]) => `${lines.join('\n')}\nend\n`;
const kernels = (running: string, ...installed: string[]) =>
  printed(
    `running ${running}`,
    ...installed.map((release) => `kernel ${release}`),
    ...[running, ...installed].map((release) => `modules ${release}`),
  );

test('reboot.pending: a container without a kernel of its own, and one kernel, pass', () => {
  expect(judged(rebootPending, printed('running 6.1.0-25-amd64'))).toMatchObject({ state: 'passed' });
  expect(judged(rebootPending, kernels('6.1.0-25-amd64', '6.1.0-25-amd64'))).toMatchObject({ state: 'passed' });
});

test('reboot.pending: Debian and Ubuntu leave a file', () => {
  expect(judged(rebootPending, printed('running 6.8.0-45-generic', 'required /run/reboot-required'))).toMatchObject({
    state: 'finding',
    severity: 'warn',
    values: { why: 'required' },
  });
});

test.each([
  ['6.1.0-25-amd64', '6.1.0-26-amd64'],
  ['6.8.0-9-generic', '6.8.0-45-generic'],
  ['5.14.0-427.13.1.el9_4.x86_64', '5.14.0-503.11.1.el9_5.x86_64'],
  ['5.10.0-60.18.0.50.oe2203.x86_64', '5.10.0-153.12.0.92.oe2203sp2.x86_64'],
  ['4.19.90-52.22.v2207.ky10.aarch64', '4.19.90-89.11.v2401.ky10.aarch64'],
])('reboot.pending: %s runs and %s is installed, but not the other way round', (older, newer) => {
  expect(judged(rebootPending, kernels(older, older, newer))).toMatchObject({
    severity: 'warn',
    values: { why: 'kernel', running: older, newer },
  });
  expect(judged(rebootPending, kernels(newer, older, newer))).toMatchObject({ state: 'passed' });
});

test.each(['6.12.0-1-cloud-amd64', '6.12.0-1-rt-amd64', '0-rescue-7c1f'])(
  'reboot.pending: %s is another kind of kernel',
  (other) => {
    expect(judged(rebootPending, kernels('6.1.0-25-amd64', '6.1.0-25-amd64', other))).toMatchObject({
      state: 'passed',
    });
  },
);

test('reboot.pending: a kernel whose modules are gone can load none any more', () => {
  expect(judged(rebootPending, printed('running 6.1.0-25-amd64', 'modules 6.1.0-26-amd64'))).toMatchObject({
    severity: 'warn',
    values: { why: 'modules' },
  });
});

testUnreadable(rebootPending);
