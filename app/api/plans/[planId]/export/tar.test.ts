import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { tar } from './tar';

const entries = [
  { path: 'prod/README.md', content: '# 说明\n', mode: 0o644 },
  { path: 'prod/01-init-node-1.sh', content: `#!/bin/bash\n${'x'.repeat(511)}\n`, mode: 0o700 },
  { path: 'prod/empty', content: '', mode: 0o600 },
];

describe('archive of the export', () => {
  test('is read by tar: names, modes, sizes and bytes', () => {
    const archive = tar(entries, 1_700_000_000);
    const list = execFileSync('tar', ['-tvf', '-'], { input: archive, encoding: 'utf8' });
    expect(list).toContain('-rwx------ root/root');
    expect(list.trim().split('\n')).toHaveLength(3);
    for (const { path, content } of entries) {
      expect(execFileSync('tar', ['-xOf', '-', path], { input: archive, encoding: 'utf8' })).toBe(content);
    }
  });

  test('a long path is divided at a slash and comes out whole', () => {
    const path = `${'plan'.repeat(15)}-kubeadm/${'host'.repeat(15)}/kubeadm-join.yaml`;
    const archive = tar([{ path, content: 'x', mode: 0o644 }], 0);
    expect(execFileSync('tar', ['-tf', '-'], { input: archive, encoding: 'utf8' }).trim()).toBe(path);
  });

  test('a path that does not fit is refused, not cut', () => {
    expect(() => tar([{ path: 'a'.repeat(101), content: '', mode: 0o644 }], 0)).toThrow('found 101 bytes');
  });
});
