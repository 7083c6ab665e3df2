import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { HostConnection } from '@/lib/hosts/connection';
import { samplePlan, withRainbond } from '@/lib/plan/samples';
import { chartOriginSchema, type Plan } from '@/lib/plan/schema';
import { strictTranslator } from '@/lib/plan/testing-texts';
import { ChartRepositoryServer, selfSigned } from '@/lib/runbook/rainbond/chart-testing';
import en from '@/messages/en/checks-supply.json';
import zh from '@/messages/zh/checks-supply.json';
import type { Outcome } from '../../check';
import type { ProbeSession } from '../../probe';
import { curlAnswer, curlConfig } from './curl-script';
import { chartRepository, chartRepositoryProbe } from './probe';

type Repository = { url: string; user?: string; ca?: string; version?: string };

const planOf = ({ url, user = '', ca = '', version = '6.9.3' }: Repository): Plan =>
  samplePlan((plan) =>
    withRainbond(plan, '6.x', (each) => {
      const credential = user === '' ? '' : 'mirror';
      const chart = chartOriginSchema.parse({ kind: 'repository', url, user, credential, ca });
      Object.assign(each.rainbond, { chart, version });
    }),
  );

/** This machine as the host; `scripts` are what was sent to it, without what went by stdin. */
async function ask(repository: Repository, { password = 'secret' as string | null, path = '' } = {}) {
  const plan = planOf(repository);
  const scripts: string[] = [];
  const said: { host: string; outcome: Outcome }[] = [];
  const connection = {
    run: (script: string, { stdin }: { stdin?: string }) => {
      scripts.push(script);
      const here = script
        .replace('/run/slipway-chart', join(tmpdir(), 'slipway-chart-probe'))
        .replace('/etc/environment', '/dev/null');
      return new Promise((resolve) => {
        const child = execFile(
          'bash',
          ['-c', path === '' ? here : `PATH=${path}; ${here}`],
          { encoding: 'utf8' },
          (error, stdout, stderr) =>
            resolve({ exitCode: error ? Number(error.code) : 0, signal: null, stdout, stderr, truncated: false }),
        );
        // a script that ends without reading it
        child.stdin?.on('error', () => {});
        child.stdin?.end(stdin);
      });
    },
  } as unknown as HostConnection;
  const session: ProbeSession = {
    context: { plan, facts: {}, bundle: null },
    hosts: plan.hosts,
    on: () => connection,
    prober: () => Promise.reject(new Error('it needs none')),
    secret: async () => (password === null ? null : { user: '', password }),
    clientCertificate: async () => null,
    emit: (_, { name }, outcome) => said.push({ host: name, outcome }),
    running: () => {},
    signal: AbortSignal.timeout(20_000),
    nonce: '0',
  };
  await chartRepositoryProbe.run(session);
  expect(said.map(({ host }) => host)).toEqual(['node-1']);
  const outcome = said[0]?.outcome;
  if (!outcome) throw new Error('nothing said');
  if (outcome.state !== 'not-run')
    for (const translate of [strictTranslator('en', en), strictTranslator('zh', zh)])
      for (const key of ['name', 'title', 'why', 'found', 'needed'])
        expect(translate(`chart.repository.${key}`, outcome.values)).toMatch(/\S/);
  return { outcome, scripts };
}
const problem = async (repository: Repository) => {
  const { outcome } = await ask(repository);
  return outcome.state === 'not-run'
    ? outcome
    : { state: outcome.state, problem: outcome.values.problem, found: outcome.values.found };
};

const server = new ChartRepositoryServer('rainbond', ['6.9.3', '6.9.2', '6.9.1']);
const tls = selfSigned();
const registry = new ChartRepositoryServer('rainbond', ['6.9.2', '6.9.3'], tls);
let url = '';
let oci = '';
beforeAll(async () => {
  url = await server.start();
  oci = (await registry.start()).replace('https://', 'oci://');
});
afterAll(() => {
  server.stop();
  registry.stop();
});
beforeEach(() => {
  Object.assign(server, { status: null, login: '' });
  Object.assign(registry, { status: null, login: '' });
});

test('chart.repository: concerns the host that will run helm, and no plan whose chart is in a bundle', () => {
  const concerned = (plan: Plan) =>
    plan.hosts
      .filter((host) => chartRepository.appliesTo({ plan, facts: {}, bundle: null }, host))
      .map(({ name }) => name);
  expect(concerned(planOf({ url: '' }))).toEqual(['node-1']);
  expect(concerned(samplePlan((plan) => withRainbond(plan)))).toEqual([]);
  const existing = samplePlan((plan) =>
    withRainbond(plan, '5.17', (each) => {
      each.artifacts = { kind: 'online', mirror: '' };
      each.kubernetes.runner = 'node-2';
    }),
  );
  expect(concerned(existing)).toEqual(['node-2']);
});

describe('chart.repository: an index', () => {
  test('that has the version passes', async () => {
    expect((await ask({ url })).outcome).toMatchObject({
      state: 'passed',
      values: { chart: 'rainbond', version: '6.9.3' },
    });
  });
  test('without the version, or the chart, is told with what it has', async () => {
    expect(await problem({ url, version: '6.10.0' })).toEqual({
      state: 'finding',
      problem: 'version',
      found: '6.9.3, 6.9.2, 6.9.1',
    });
    const other = new ChartRepositoryServer('nginx', ['1.0.0']);
    expect(await problem({ url: await other.start() })).toEqual({ state: 'finding', problem: 'chart', found: 'nginx' });
    other.stop();
  });
  test('a login is sent by stdin alone, and a wrong one is told', async () => {
    server.login = 'robot:p"w\\ x';
    expect(await problem({ url })).toMatchObject({ problem: 'login', found: '401' });
    const { outcome, scripts } = await ask({ url, user: 'robot' }, { password: 'p"w\\ x' });
    expect(outcome.state).toBe('passed');
    expect(scripts.join('\n')).not.toContain('p"w');
  });
  test.each([
    ['forbidden', 403],
    ['absent', 404],
    ['status', 500],
  ])('%s: %i', async (expected, status) => {
    server.status = status;
    expect(await problem({ url })).toEqual({ state: 'finding', problem: expected, found: String(status) });
  });
  test('a page that is no index is none', async () => {
    server.status = 200;
    expect(await problem({ url })).toMatchObject({ problem: 'index' });
  });
  test('ways that lead nowhere are told apart', async () => {
    expect(await problem({ url: 'http://127.0.0.1:9/charts' })).toMatchObject({ problem: 'refused', found: 'curl 7' });
    expect(await problem({ url: 'http://no-such-mirror.invalid' })).toMatchObject({ problem: 'name' });
    expect(await problem({ url: url.replace('http:', 'https:') })).toMatchObject({ problem: 'tls' });
  });
});

describe('chart.repository: a registry', () => {
  test('passes with its CA, and not without', async () => {
    expect(await problem({ url: oci })).toMatchObject({ problem: 'tls', found: 'curl 60' });
    expect((await ask({ url: oci, ca: tls.cert })).outcome.state).toBe('passed');
  });
  test('asks for a login, and has versions', async () => {
    registry.login = 'robot:secret';
    expect(await problem({ url: oci, ca: tls.cert })).toMatchObject({ problem: 'login' });
    expect((await ask({ url: oci, ca: tls.cert, user: 'robot' })).outcome.state).toBe('passed');
    expect(await problem({ url: oci, ca: tls.cert, user: 'robot', version: '6.10.0' })).toEqual({
      state: 'finding',
      problem: 'version',
      found: '6.9.3, 6.9.2',
    });
  });
});

test('chart.repository: what could not be asked is not run', async () => {
  expect((await ask({ url, user: 'robot' }, { password: null })).outcome).toMatchObject({
    state: 'not-run',
    reason: 'incomplete',
  });
  expect((await ask({ url }, { path: '/nowhere' })).outcome).toMatchObject({
    state: 'not-run',
    reason: 'tool-missing',
  });
  expect(curlAnswer('half of a page')).toBeNull();
  expect(curlAnswer('\n@@answer 0 200')).toBeNull();
});

test('what curl reads is quoted as it reads it', () => {
  expect(curlConfig({ user: 'u', password: 'a"b\\c' })).toBe('user = "u:a\\"b\\\\c"\n');
});
