import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { exportShell, exportStep, inOrder } from './export-shell';
import type { Runbook } from './runbook';
import { sha256 } from './sha256';
import { file, step } from './step';

const folder = mkdtempSync(join(tmpdir(), 'slipway-export-'));
afterAll(() => rmSync(folder, { recursive: true }));

const made = join(folder, 'made');
const awkward = 'it\'s "quoted" $HOME `id` \\ & SLIPWAY_END';
const sample = step({
  action: 'make',
  host: 'node-1',
  phase: 'prepare',
  needs: [],
  files: [file(made, '0640', `secret @{secret:the-key}\n${awkward}\nSLIPWAY_END\n`)],
  observe: 'false',
  act: `echo "acting on @{output:earlier}"\nread -r line < ${made}`,
  verify: `echo @{sha256:${made}} > ${made}.sum`,
  outputs: [{ id: 'answer', read: 'echo 42', secret: false }],
  estimateSeconds: 1,
});

test('a script fills in what it is given and does what the step does', () => {
  const script = join(folder, 'step.sh');
  writeFileSync(script, exportStep(sample));
  const secret = 'a&b"c$d\'e';
  const out = execFileSync('bash', [script], {
    encoding: 'utf8',
    env: { ...process.env, SECRET_THE_KEY: secret, OUTPUT_EARLIER: 'before' },
  });
  const content = `secret ${secret}\n${awkward}\nSLIPWAY_END\n`;
  expect(readFileSync(made, 'utf8')).toBe(content);
  expect(readFileSync(`${made}.sum`, 'utf8').trim()).toBe(sha256(content));
  expect(out).toContain('acting on before');
  expect(out).toContain('OUTPUT_ANSWER=42');
});

test('a script asks for a secret that it was not given before it does anything', () => {
  const script = join(folder, 'asking.sh');
  rmSync(made, { force: true });
  writeFileSync(script, exportStep(sample));
  expect(() => execFileSync('bash', [script], { stdio: 'pipe', env: process.env })).toThrow('SECRET_THE_KEY');
  expect(existsSync(made)).toBe(false);
});

test('a step that fails ends its script with an error', () => {
  const script = join(folder, 'failing.sh');
  writeFileSync(script, exportStep({ ...sample, files: [], act: 'false\n', verify: 'true\n', outputs: [] }));
  expect(() => execFileSync('bash', [script], { stdio: 'pipe', env: process.env })).toThrow();
});

test('scripts are numbered in an order that respects needs', () => {
  const later = { ...sample, id: 'later/node-1', action: 'later', needs: ['make/node-1'] };
  expect(inOrder([later, sample]).map(({ id }) => id)).toEqual(['make/node-1', 'later/node-1']);
  const runbook: Runbook = {
    formatVersion: 1,
    kind: 'install',
    plan: 'p',
    hosts: [],
    phases: [],
    secrets: [{ id: 'the-key', scope: 'run', kind: 'hex-32' }],
    steps: [later, sample],
    watch: null,
  };
  const files = exportShell(runbook);
  expect(files.map(({ path }) => path)).toEqual(['README.md', '1-make-node-1.sh', '2-later-node-1.sh']);
  expect(files[0]?.content).toContain('SECRET_THE_KEY');
});

test('steps that wait for each other are an error', () => {
  expect(() => inOrder([{ ...sample, needs: ['make/node-1'] }])).toThrow('wait for each other');
});

test('a script fills in a secret in the form that its place asks for', () => {
  const path = join(folder, 'values.yaml');
  const script = join(folder, 'forms.sh');
  const forms = step({
    action: 'make',
    host: 'node-1',
    phase: 'prepare',
    needs: [],
    files: [file(path, '0600', '{"password":"@{secret:pw|json}"}\n')],
    observe: 'false',
    act: `base64 -d <<< '@{secret:pw|base64}' > ${path}.plain`,
    verify: 'true',
    estimateSeconds: 1,
  });
  writeFileSync(script, exportStep(forms));
  const secret = 'a"b\\c\td\\\\"\ne';
  execFileSync('bash', [script], { env: { ...process.env, SECRET_PW: secret } });
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ password: secret });
  expect(readFileSync(`${path}.plain`, 'utf8')).toBe(secret);
});

test('the README says of a credential which part of which one, and that it is not in the files', () => {
  const secrets: Runbook['secrets'] = [{ id: 'db', scope: 'credential', credential: 'mysql-prod', part: 'password' }];
  const runbook: Runbook = {
    formatVersion: 1,
    kind: 'install',
    plan: 'p',
    hosts: [],
    phases: [],
    secrets,
    steps: [],
    watch: null,
  };
  const readme = exportShell(runbook)[0]?.content;
  expect(readme).toContain('SECRET_DB   the password of credential mysql-prod');
  expect(readme).toContain('not in these files');
  expect(exportShell({ ...runbook, secrets: [] })[0]?.content).not.toContain('not in these files');
});
