import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hostProxies } from './proxies';

const seen = (environment: string, env: Record<string, string> = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-proxies-'));
  writeFileSync(join(folder, 'environment'), environment);
  const script = `set -Eeuo pipefail\n${hostProxies.replace('/etc/environment', join(folder, 'environment'))}
host_proxies
env | grep -i _proxy= | sort`;
  const out = execFileSync('bash', ['-c', script], {
    env: { PATH: process.env.PATH ?? '', NODE_ENV: 'test', ...env },
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  return out.trim().split('\n');
};

test('proxies of /etc/environment are taken over, quoted and exported ones too', () => {
  expect(
    seen(
      'PATH="/bin"\nexport https_proxy="http://proxy.corp.example:3128"\nNO_PROXY=10.0.0.0/8,.corp.example\nHTTP_PROXY=\'http://p:1\'\n',
    ),
  ).toEqual([
    'HTTP_PROXY=http://p:1',
    'NO_PROXY=10.0.0.0/8,.corp.example',
    'https_proxy=http://proxy.corp.example:3128',
  ]);
});

test('one that is set already stays', () => {
  expect(seen('https_proxy=http://other:1\n', { https_proxy: 'http://mine:1' })).toEqual(['https_proxy=http://mine:1']);
});
