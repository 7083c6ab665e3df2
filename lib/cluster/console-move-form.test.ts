import { expect, test } from 'vitest';
import { readConsoleMoveForm } from './console-move-form';

test('an address without parameters means what Rainbond’s own documents say', () => {
  expect(readConsoleMoveForm({})).toEqual({
    form: { host: '', container: 'rainbond-allinone', data: '/root/rainbonddata', port: '7071', to: 'move' },
    wrong: [],
  });
});

test.each([
  { field: 'container', values: ['', '-rm', 'a b', 'a;reboot', '$(id)'] },
  { field: 'data', values: ['', 'root/data', '/', '/a b', "/a'b", '/data\n/x'] },
  { field: 'port', values: ['', '0', '65536', '80x', '-1'] },
] as const)('$field that can’t be one is said to be wrong, and kept as it was entered', ({ field, values }) => {
  for (const value of values) {
    const { form, wrong } = readConsoleMoveForm({ [field]: value });
    expect(wrong, JSON.stringify(value)).toEqual([field]);
    expect(form[field]).toBe(value);
  }
});
