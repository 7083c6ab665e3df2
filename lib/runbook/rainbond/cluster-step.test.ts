import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { clusterStep } from './cluster-step';

const draft: Parameters<typeof clusterStep>[1] = {
  action: 'ask',
  phase: 'rainbond',
  observe: 'exit 1',
  act: 'kubectl version',
  verify: 'true',
  deadlineSeconds: { act: 1, verify: 1 },
  estimateSeconds: 1,
  needs: [],
};
/** Without the PATH of every step: the test has its own. */
const act = (kubeconfig: 'admin.conf' | 'secret') =>
  clusterStep({ runner: { host: 'node-1', kubeconfig, zstd: false } }, draft).act.replace(/^export PATH=\/usr.*\n/, '');

test('a node that somebody else made and that has no kubectl is told so, with what to do', () => {
  const bash = execFileSync('bash', ['-c', 'echo "$BASH"'], { encoding: 'utf8' }).trim();
  const empty = mkdtempSync(path.join(tmpdir(), 'slipway-kubectl-'));
  const run = (script: string, PATH: string) =>
    spawnSync(bash, ['-c', `set -Eeuo pipefail\n${script}`], { env: { ...process.env, PATH }, encoding: 'utf8' });
  const { status, stderr } = run(act('secret'), empty);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^Found no kubectl on this host.*\/usr\/local\/bin/);
  // One that is there is asked, with the cluster's own kubeconfig.
  mkdirSync(path.join(empty, 'bin'));
  const double = `#!${bash}\necho "$1 with $KUBECONFIG"\n`;
  writeFileSync(path.join(empty, 'bin/kubectl'), double, { mode: 0o755 });
  expect(run(act('secret'), path.join(empty, 'bin')).stdout).toBe('version with /run/slipway/ask/kubeconfig\n');
  rmSync(empty, { recursive: true });
});

test('a cluster that Slipway made has it where Slipway put it', () => {
  expect(act('admin.conf')).not.toContain('rke2');
});
