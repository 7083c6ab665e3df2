import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endLeftovers, placesOf, startScript } from './detached-script';

const ref = { runId: '6f1c2d3e-0000-4000-8000-000000000002', stepId: 'kubelet/node-1', attempt: 2 };
const earlierRun = '0a0b0c0d-0000-4000-8000-000000000001';

/** A systemctl that knows every unit, and stops all but those named `stubborn`. */
const fakeSystemctl = `#!/bin/bash
case $1 in
  show) echo LoadState=loaded ;;
  stop) echo "$3" >> "$STOPPED" ;;
  is-active) [[ -n $STUBBORN && $4 == *"$STUBBORN"* ]] ;;
esac
`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'slipway-leftovers-'));
  writeFileSync(path.join(root, 'systemctl'), fakeSystemctl);
  chmodSync(path.join(root, 'systemctl'), 0o755);
  writeFileSync(path.join(root, 'stopped'), '');
});
afterEach(() => rmSync(root, { recursive: true }));

function act(runId: string, stepId: string, attempt: number, ...marks: ('started' | 'exit')[]): string {
  const folder = path.join(root, 'runs', runId, stepId.replace('/', '~'), String(attempt));
  for (const mark of marks) mkdirSync(path.join(folder, mark), { recursive: true });
  return placesOf({ runId, stepId, attempt }, 'any').unit;
}

function end(stubborn = ''): string[] {
  const folder = path.join(root, 'runs', ref.runId, 'kubelet~node-1', String(ref.attempt));
  const script = `set -u\nhome='${root}' folder='${folder}'\n${endLeftovers}`;
  const env = {
    ...process.env,
    PATH: `${root}:${process.env.PATH}`,
    STOPPED: path.join(root, 'stopped'),
    STUBBORN: stubborn,
  };
  execFileSync('bash', ['-c', script], { env, stdio: 'pipe' });
  return readFileSync(path.join(root, 'stopped'), 'utf8').split('\n').filter(Boolean).sort();
}

describe('before an act starts', () => {
  it('ends what still runs of an earlier attempt and of earlier runs', () => {
    const left = [
      act(ref.runId, 'kubelet/node-1', 1, 'started'),
      act(earlierRun, 'kubelet/node-1', 3, 'started'),
      act(earlierRun, 'kubeadm-init/node-1', 1, 'started'),
    ];
    expect(end()).toEqual(left.sort());
  });

  it('leaves alone what has ended, and the steps beside it', () => {
    act(ref.runId, 'kubelet/node-1', 1, 'started', 'exit');
    act(ref.runId, 'kubelet/node-1', 2, 'started');
    act(ref.runId, 'container-runtime/node-1', 1, 'started');
    expect(end()).toEqual([]);
  });

  it('starts nothing beside something that can not be stopped', () => {
    act(ref.runId, 'kubelet/node-1', 1, 'started');
    expect(() => end('kubelet-node-1-1')).toThrow('still runs');
  });

  it('does so only once the fence was taken and the act is known to be new', () => {
    const { script } = startScript(ref, { fence: 1, cluster: 'c', files: [], script: 'true', deadlineSeconds: 1 });
    const at = (text: string) => script.indexOf(text);
    execFileSync('bash', ['-n'], { input: script });
    expect(at('flock 9')).toBeLessThan(at(endLeftovers));
    expect(at('echo already-started')).toBeLessThan(at(endLeftovers));
    expect(at(endLeftovers)).toBeLessThan(at('while IFS= read -r path'));
  });
});
