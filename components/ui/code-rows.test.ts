import { expect, it } from 'vitest';
import { codeRows } from './code-rows';

it('numbers plain lines from 1 and drops the last newline', () => {
  expect(codeRows('a\nb\n', [])).toEqual([
    { kind: 'plain', number: 1, text: 'a', source: '' },
    { kind: 'plain', number: 2, text: 'b', source: '' },
  ]);
});

it('puts a replaced line before the override that took its place, without a number', () => {
  const rows = codeRows('kind: K\nmaxPods: 180\n', [
    { line: 2, kind: 'replaced', text: 'maxPods: 110', source: '' },
    { line: 2, kind: 'override', text: '', source: 'kubelet.maxPods' },
  ]);
  expect(rows.map((row) => [row.kind, row.number, row.text])).toEqual([
    ['plain', 1, 'kind: K'],
    ['replaced', null, 'maxPods: 110'],
    ['override', 2, 'maxPods: 180'],
  ]);
});

it('names a source once for a run of lines that share it', () => {
  const rows = codeRows('a\nb\nc\nd', [
    { line: 1, kind: 'override', text: '', source: 'x' },
    { line: 2, kind: 'override', text: '', source: 'x' },
    { line: 4, kind: 'override', text: '', source: 'x' },
  ]);
  expect(rows.map((row) => row.source)).toEqual(['x', '', '', 'x']);
});

it('keeps what was replaced behind the last line', () => {
  const rows = codeRows('a\n', [{ line: 2, kind: 'replaced', text: 'b', source: '' }]);
  expect(rows.map((row) => row.text)).toEqual(['a', 'b']);
});
