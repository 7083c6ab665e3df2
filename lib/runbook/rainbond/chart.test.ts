import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chartOriginSchema } from '@/lib/plan/schema';
import { CompileError } from '../compile-error';
import { ChartHost, chartStep, packedChart } from './chart-testing';
import { rainbondSecrets, rainbondSteps } from './steps';
import { planWith, targetOf } from './testing';

const mirror = 'https://mirror.corp.example/charts';
let folder = '';
let host: ChartHost;

/** A helm that writes down how it was called, and says what the test wants it to. Test double; the real one is tried in chart.lab.test.ts. */
function helm(update: { index: boolean; says?: string }, versions: string[] = [], packed = '6.9.3'): void {
  writeFileSync(join(folder, 'chart.tgz'), packedChart('rainbond', packed));
  const listed = versions.map((version) => `slipway/rainbond ${version}`).join('\\n');
  writeFileSync(
    join(folder, 'helm'),
    `#!/bin/bash
echo "$*" >> ${folder}/argv
for last; do case $before in --repository-cache) cache=$last ;; --destination) to=$last ;; esac; before=$last; done
case "$1 $2" in
  'repo update') echo ${JSON.stringify(update.says ?? '')} >&2; ${update.index ? 'mkdir -p "$cache"; echo index > "$cache/slipway-index.yaml"' : ':'} ;;
  'search repo') printf 'NAME CHART\\n${listed}\\n' ;;
  'pull '*) cp ${folder}/chart.tgz "$to/" ;;
  *) exit 9 ;;
esac
`,
    { mode: 0o755 },
  );
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-helm-double-'));
  host = new ChartHost(folder);
});
afterEach(() => {
  host.remove();
  rmSync(folder, { recursive: true });
});

test('helm is asked for exactly the plan’s version, and its password is on no command line', async () => {
  helm({ index: true }, ['6.9.4', '6.9.3']);
  const step = chartStep(mirror, { user: 'robot' });
  const { code, out } = await host.run(step, 'act', 's3cret!');
  expect(out).toMatch(/^Chart rainbond 6\.9\.3 from https:\/\/mirror\.corp\.example\/charts$/m);
  expect(code).toBe(0);
  const argv = readFileSync(join(folder, 'argv'), 'utf8');
  expect(argv).toMatch(/^pull slipway\/rainbond --version 6\.9\.3 /m);
  expect(argv + out).not.toContain('s3cret');
  const [repositories] = step.files;
  expect(repositories).toMatchObject({ path: '/run/slipway/rainbond-chart/repositories.yaml', mode: '0600' });
  expect(repositories?.content).toContain('password: "@{secret:chart-repository-password|json}"');
});

test('what is on the host already is looked at, and nobody is asked', async () => {
  helm({ index: true }, ['6.9.3']);
  const step = chartStep(mirror);
  expect((await host.run(step, 'observe')).code).toBe(1);
  expect((await host.run(step, 'act')).code).toBe(0);
  rmSync(join(folder, 'argv'));
  expect((await host.run(step, 'observe')).code).toBe(0);
  expect((await host.run(step, 'verify')).code).toBe(0);
  expect(() => readFileSync(join(folder, 'argv'))).toThrow('ENOENT');
  // of another repository, and one that somebody changed
  expect((await host.run(chartStep('https://other.corp.example'), 'observe')).code).toBe(1);
  writeFileSync(join(host.folder, 'lib/charts/rainbond-6.9.3.tgz'), 'changed');
  expect((await host.run(step, 'observe')).code).toBe(1);
  expect((await host.run(step, 'verify')).out).toContain('was changed');
});

test('an archive that is another chart than its name says is not taken', async () => {
  helm({ index: true }, ['6.9.3'], '6.0.0');
  const { code, out } = await host.run(chartStep(mirror), 'act');
  expect(out).toContain('is rainbond 6.0.0, needed rainbond 6.9.3');
  expect(code).toBe(1);
  expect(host.chart()).toBeNull();
});

test.each([
  ['name', 'dial tcp: lookup mirror.corp.example on 10.0.0.2:53: no such host'],
  ['refused', 'dial tcp 10.0.0.7:443: connect: connection refused'],
  ['timeout', 'dial tcp 10.0.0.7:443: i/o timeout'],
  ['timeout', 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)'],
  ['tls', 'tls: failed to verify certificate: x509: certificate signed by unknown authority'],
  ['plain', 'http: server gave HTTP response to HTTPS client'],
  ['proxy', 'proxyconnect tcp: dial tcp 10.0.0.9:3128: connect: connection refused'],
  ['login', 'failed to fetch https://mirror.corp.example/charts/index.yaml : 401 Unauthorized'],
  ['forbidden', 'failed to fetch https://mirror.corp.example/charts/index.yaml : 403 Forbidden'],
  ['absent', 'failed to fetch https://mirror.corp.example/charts/index.yaml : 404 Not Found'],
  ['other', 'something that nobody has seen before'],
])('%s: helm’s words “%s” are told apart and kept', async (key, says) => {
  helm({ index: false, says });
  const { code, out } = await host.run(chartStep(mirror), 'act');
  expect(out).toContain(`${says}\n`);
  expect(out).toContain(`Chart repository (${key}) ${mirror}: `);
  expect(code).toBe(1);
});

test('a version that is not there is told with the newest five', async () => {
  helm({ index: true }, ['6.9.9', '6.9.8', '6.9.7', '6.9.6', '6.9.5', '6.9.4']);
  const { out } = await host.run(chartStep(mirror), 'act');
  expect(out).toContain(
    `(version) ${mirror}: no rainbond 6.9.3 in its index; the newest there: 6.9.9 6.9.8 6.9.7 6.9.6 6.9.5\n`,
  );
});

test('without a helm it says where one could come from', async () => {
  const step = chartStep(mirror);
  const nowhere = { ...step, act: step.act.replace('command -v helm', 'command -v no-such-helm') };
  expect((await host.run(nowhere, 'act')).out).toContain('Found no helm: neither on this host nor in a bundle');
});

test('the chart is there before helm installs it, and its login is a secret of the runbook', () => {
  const { rainbond } = targetOf(planWith());
  const chart = chartOriginSchema.parse({ kind: 'repository', url: mirror, user: 'robot', credential: 'mirror' });
  const target = targetOf(planWith({ rainbond: { ...rainbond, chart } as typeof rainbond }));
  const steps = rainbondSteps(target);
  const install = steps.find(({ action }) => action === 'rainbond-helm');
  expect(install?.needs).toContain('rainbond-chart/node-1');
  expect(install?.act).toContain('upgrade --install rainbond /var/lib/slipway/charts/rainbond-6.9.3.tgz ');
  expect(rainbondSecrets(target)).toContainEqual({
    id: 'chart-repository-password',
    scope: 'credential',
    credential: 'mirror',
    part: 'password',
  });
  const bundled = rainbondSteps(targetOf(planWith()));
  expect(bundled.map(({ action }) => action)).not.toContain('rainbond-chart');
});

test('a URL with a login in it is refused, and not shown', () => {
  try {
    chartStep('https://robot:s3cret@mirror.corp.example');
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(CompileError);
    expect(String(error)).not.toContain('s3cret');
  }
});
