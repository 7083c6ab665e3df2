import { describe, expect, test } from 'vitest';
import { placeholdersOf, reviewBook } from '@/components/review/review-book';
import { runbook, step } from '@/components/review/review-fixture';

describe('review of a runbook', () => {
  const merged = {
    path: '/etc/kubernetes/kubeadm.yaml',
    mode: '0600',
    content: 'a: 2\n',
    origins: [],
    generated: 'a: 1\n',
    overrides: 'a: 2\n',
  };
  const output = { id: 'ca-hash', read: 'cat /hash\n', secret: false };
  const book = reviewBook(
    runbook([step('init/node-1', { files: [merged], outputs: [output] }), step('join/node-2'), step('join/node-3')]),
  );
  const text = (place: number | null) => (place === null ? null : book.texts[place]);

  test('nothing of a step is left out: its files, its scripts and what reads its outputs', () => {
    expect(book.steps[0]?.files.map((file) => file.name)).toEqual([
      'kubeadm.yaml',
      'observe.sh',
      'act.sh',
      'verify.sh',
      'output-ca-hash.sh',
    ]);
    expect(book.files).toBe(11);
  });

  test('every file has exactly the bytes of the runbook', () => {
    const [file, , act] = book.steps[0]?.files ?? [];
    expect(text(file?.text ?? null)).toBe('a: 2\n');
    expect(text(file?.generated ?? null)).toBe('a: 1\n');
    expect(text(file?.overrides ?? null)).toBe('a: 2\n');
    expect(text(act?.text ?? null)).toBe('echo init\n');
  });

  test('a text that several steps share is carried once', () => {
    expect(new Set(book.texts).size).toBe(book.texts.length);
    expect(book.steps[1]?.files.map((file) => file.text)).toEqual(book.steps[2]?.files.map((file) => file.text));
  });

  test('placeholders are named once each, with their kind', () => {
    expect(placeholdersOf('k: @{secret:certificate-key}\nh: @{output:hash} @{secret:certificate-key}')).toEqual([
      { kind: 'secret', name: 'certificate-key' },
      { kind: 'output', name: 'hash' },
    ]);
    expect(placeholdersOf('no @{} and @{other:x} here')).toEqual([]);
  });
});
