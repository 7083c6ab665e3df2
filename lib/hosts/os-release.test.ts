import { expect, test } from 'vitest';
import { osOfRelease } from './os-release';

test('quotes are taken off, and what is not there is empty', () => {
  expect(
    osOfRelease(['NAME="Kylin Linux Advanced Server"', 'ID="kylin"', 'VERSION_ID="V10"', "PRETTY_NAME='Kylin V10'"]),
  ).toEqual({
    id: 'kylin',
    idLike: [],
    versionId: 'V10',
    prettyName: 'Kylin V10',
  });
});

test('a system may be like several', () => {
  expect(osOfRelease(['ID=rocky', 'ID_LIKE="rhel centos fedora"']).idLike).toEqual(['rhel', 'centos', 'fedora']);
});
