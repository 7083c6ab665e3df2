import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { inOrder } from './export-shell';
import { goldenFiles } from './golden-files';
import { kubeconfigSecret } from './rainbond/cluster-step';
import { placeholder, render } from './render';
import { goldenRunbook as compiled } from './testing';

/**
 * A case is a folder: plan.yaml and facts.yaml in, everything that would reach a host out. To rewrite what comes out, and then
 * read the difference: UPDATE_GOLDEN=1 npx vitest run lib/runbook
 */
const golden = join(import.meta.dirname, 'golden');
const update = process.env.UPDATE_GOLDEN === '1';
const rewrite = 'To accept it: UPDATE_GOLDEN=1 npx vitest run lib/runbook';
const cases = readdirSync(golden, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

function filesBelow(folder: string, base = ''): string[] {
  if (!existsSync(join(folder, base))) return [];
  return readdirSync(join(folder, base), { withFileTypes: true }).flatMap((entry) => {
    const path = join(base, entry.name);
    return entry.isDirectory() ? filesBelow(folder, path) : [path];
  });
}

const scratch = mkdtempSync(join(tmpdir(), 'slipway-golden-'));
afterAll(() => rmSync(scratch, { recursive: true }));
const hasShellcheck = (() => {
  try {
    execFileSync('shellcheck', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** Every script of a runbook as a file, each content once. */
function scriptsOf(name: string): string[] {
  const contents = new Map<string, string>();
  for (const step of compiled(name).steps) {
    const rendered = render(step, { secrets: anything, outputs: anything });
    for (const part of ['observe', 'act', 'verify'] as const)
      contents.set(rendered[part], `${step.id.replace('/', '-')}.${part}`);
  }
  return [...contents].map(([text, file]) => {
    const path = `${name}-${file}.sh`;
    writeFileSync(join(scratch, path), `#!/bin/bash\nset -Eeuo pipefail\n${text}`);
    return path;
  });
}
const anything: Record<string, string> = new Proxy({}, { get: () => 'value' });

describe.each(cases)('%s', (name) => {
  test(`compiles to what golden/${name} holds`, () => {
    const folder = join(golden, name, 'out');
    const now = goldenFiles(compiled(name));
    if (update) {
      rmSync(folder, { recursive: true, force: true });
      for (const { path, content } of now) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), content);
      }
    }
    expect(filesBelow(folder).sort(), rewrite).toEqual(now.map(({ path }) => path).sort());
    for (const { path, content } of now) {
      expect(content, `golden/${name}/out/${path} is not what compiles today. ${rewrite}`).toBe(
        readFileSync(join(folder, path), 'utf8'),
      );
    }
  });

  test('the same input gives the same bytes', () => {
    expect(compiled(name)).toEqual(compiled(name));
  });

  test('every need exists, and steps can be put in order', () => {
    const { steps } = compiled(name);
    const ids = steps.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, needs } of steps) for (const need of needs) expect(ids, `${id} needs ${need}`).toContain(need);
    expect(inOrder(steps)).toHaveLength(steps.length);
  });

  test('every step observes, acts and verifies, on a host and in a phase of the runbook', () => {
    const runbook = compiled(name);
    for (const step of runbook.steps) {
      for (const part of ['observe', 'act', 'verify'] as const)
        expect(step[part].split('\n').length, `${part} of ${step.id}`).toBeGreaterThan(2);
      expect(runbook.hosts.map((host) => host.name)).toContain(step.host);
      expect(runbook.phases.map(({ id }) => id)).toContain(step.phase);
    }
  });

  test('a secret stands only in a file below /run/slipway, or in a file that only root can read', () => {
    for (const step of compiled(name).steps) {
      for (const file of step.files.filter(({ content }) => content.includes('@{secret:'))) {
        expect(file.mode, `${step.id} ${file.path}`).toBe('0600');
        if (!file.path.startsWith('/run/slipway/')) expect(file.path).toBe('/etc/keepalived/keepalived.conf');
      }
      const scripts = [step.observe, step.act, step.verify, ...step.outputs.map(({ read }) => read)].join('\n');
      // a sealed kubeconfig, which a script gets on its standard input
      expect(scripts.replaceAll(`@{secret:${kubeconfigSecret}|base64}`, ''), step.id).not.toContain('@{secret:');
    }
  });

  test('every placeholder is a secret of the runbook, an output of an earlier step or a file of the step', () => {
    const runbook = compiled(name);
    const before = new Set<string>();
    for (const step of inOrder(runbook.steps)) {
      const text = [...step.files.map(({ content }) => content), step.observe, step.act, step.verify].join('\n');
      for (const [whole, kind, id = ''] of text.matchAll(placeholder)) {
        if (kind === 'secret')
          expect(
            runbook.secrets.map((secret) => secret.id),
            whole,
          ).toContain(id);
        if (kind === 'output') expect([...before], `${whole} in ${step.id}`).toContain(id);
        if (kind === 'sha256')
          expect(
            step.files.map(({ path }) => path),
            `${whole} in ${step.id}`,
          ).toContain(id);
      }
      for (const output of step.outputs) before.add(output.id);
    }
  });

  test('bash can read every script', () => {
    const scripts = scriptsOf(name);
    expect(scripts.length).toBeGreaterThan(5);
    const { stderr } = spawnSync('bash', ['-c', 'for script; do bash -n "$script"; done', 'bash', ...scripts], {
      cwd: scratch,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
  });

  // SC2016: single quotes on purpose; SC2043: a list of the plan's may have one item; SC2329, SC2317: functions called through wait_for
  test.skipIf(!hasShellcheck)('shellcheck has no warning', { timeout: 120_000 }, () => {
    const { stdout } = spawnSync(
      'shellcheck',
      ['-S', 'warning', '-f', 'gcc', '-e', 'SC2016,SC2043,SC2317,SC2329', ...scriptsOf(name)],
      {
        cwd: scratch,
        encoding: 'utf8',
      },
    );
    expect(stdout).toBe('');
  });
});
