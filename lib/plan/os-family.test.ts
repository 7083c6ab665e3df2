import { expect, test } from 'vitest';
import { isListedOs, osFamilyOf } from './os-family';

const os = (id: string, versionId: string, idLike: string[] = []) => ({ id, idLike, versionId, prettyName: '' });

test('each distribution belongs to its family', () => {
  expect(osFamilyOf(os('ubuntu', '24.04', ['debian']))).toBe('debian');
  expect(osFamilyOf(os('openEuler', '24.03'))).toBe('rhel');
  expect(osFamilyOf(os('kylin', 'V10'))).toBe('rhel');
});

test('an unlisted distribution goes by what it is like', () => {
  expect(osFamilyOf(os('linuxmint', '22', ['ubuntu', 'debian']))).toBe('debian');
  expect(osFamilyOf(os('ol', '9.4', ['fedora']))).toBe('rhel');
  expect(osFamilyOf(os('alpine', '3.22'))).toBeNull();
});

test('a version matches up to a dot only', () => {
  expect([os('rocky', '9.4'), os('rocky', '9'), os('debian', '13')].map(isListedOs)).toEqual([true, true, true]);
  expect([os('rocky', '90'), os('debian', ''), os('debian', '1'), os('alpine', '3')].map(isListedOs)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
