import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { BundleReading } from '@/lib/plan/bundle-reading';
import { sampleBundle, samplePlan, withRainbond } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { contextOf, judged, testUnreadable } from '../testing';
import { bundleSha256 } from './bundle';
import { egress, imagesAvailable, sourcesOf } from './online';
import { proxyBypass, proxyValid } from './proxy';

const bundled = (change: Partial<BundleReading> = {}, plan = samplePlan()) =>
  contextOf({ plan, bundle: { folder: '/srv/bundle', index: sampleBundle(), problems: [], ...change } });

test('bundle.sha256: the right architecture and version pass', () => {
  expect(judged(bundleSha256, 'x86_64\n', bundled())).toMatchObject({
    state: 'passed',
    values: { problem: 'none', architecture: 'amd64', version: 'v1.36.3' },
  });
});

test('bundle.sha256: a host of another architecture blocks, one of a name unknown to bundles as well', () => {
  expect(judged(bundleSha256, 'aarch64\n', bundled())).toMatchObject({
    severity: 'block',
    values: { problem: 'arch', architecture: 'arm64', found: 'amd64' },
  });
  expect(judged(bundleSha256, 'loongarch64\n', bundled())).toMatchObject({ values: { architecture: 'loong64' } });
  expect(judged(bundleSha256, 'i686\n', bundled())).toMatchObject({ values: { architecture: 'i686' } });
});

test('bundle.sha256: another version of Kubernetes blocks', () => {
  const newer = samplePlan((plan) => Object.assign(plan.kubernetes, { version: 'v1.36.4' }));
  expect(judged(bundleSha256, 'x86_64\n', bundled({}, newer))).toMatchObject({
    severity: 'block',
    values: { problem: 'version', found: 'v1.36.3', version: 'v1.36.4' },
  });
});

test('bundle.sha256: a changed file is named before what is missing because of it', () => {
  const index = sampleBundle();
  const [path = ''] = index.files.splice(3, 1).map((file) => file.path);
  const problems: BundleReading['problems'] = [
    { code: 'file-unlisted', path: 'README' },
    { code: 'file-missing', path: 'runc.amd64.zst' },
    { code: 'checksum-wrong', path, expected: 'a', found: 'b' },
  ];
  expect(judged(bundleSha256, 'x86_64\n', bundled({ index, problems }))).toMatchObject({
    severity: 'block',
    values: { problem: 'checksum', file: path },
  });
  expect(judged(bundleSha256, 'x86_64\n', bundled({ index }))).toMatchObject({ values: { problem: 'part' } });
  const noChart: BundleReading['problems'] = [{ code: 'not-a-chart', path: 'charts/x-1.tgz', reason: 'no-chart' }];
  expect(judged(bundleSha256, 'x86_64\n', bundled({ problems: noChart }))).toMatchObject({
    severity: 'block',
    values: { problem: 'chart', file: 'charts/x-1.tgz' },
  });
  // A file that nobody listed does no harm.
  const unlisted: BundleReading['problems'] = [{ code: 'file-unlisted', path: 'README' }];
  expect(judged(bundleSha256, 'x86_64\n', bundled({ problems: unlisted }))).toMatchObject({ state: 'passed' });
});

test('bundle.sha256: a folder that can’t be read blocks, one that nobody has read yet is not run', () => {
  const gone: BundleReading['problems'] = [{ code: 'folder-missing' }];
  expect(judged(bundleSha256, 'x86_64\n', bundled({ index: null, problems: gone }))).toMatchObject({
    severity: 'block',
    values: { problem: 'folder' },
  });
  expect(judged(bundleSha256, 'x86_64\n')).toMatchObject({ state: 'not-run', reason: 'incomplete' });
  expect(judged(bundleSha256, 'x86_64\n', bundled({ folder: '/srv/other' }))).toMatchObject({ state: 'not-run' });
});

const online = (mirror = '', change: (plan: Plan) => void = () => {}) =>
  contextOf({
    plan: samplePlan((plan) => {
      Object.assign(plan, { artifacts: { kind: 'online', mirror } });
      change(plan);
    }),
  });
const [host] = online().plan.hosts;
if (!host) throw new Error('the plan has no host');

const answers = (urls: string[], ...said: string[]) =>
  `${urls.map((url, at) => `answer ${said[at] ?? '200 0 0.123'} ${url}\n`).join('')}end\n`;

test('egress: concerns plans without a bundle', () => {
  expect(egress.appliesTo(online(), host)).toBe(true);
  expect(egress.appliesTo(contextOf(), host)).toBe(false);
  expect(imagesAvailable.appliesTo(contextOf(), host)).toBe(false);
});

test('egress: a mirror stands in for all, and Rainbond brings one more', () => {
  expect(sourcesOf(online('mirror.corp.example').plan)).toEqual(['https://mirror.corp.example/']);
  expect(sourcesOf(online('http://10.0.0.9:5000/k8s/').plan)).toEqual(['http://10.0.0.9:5000/k8s/']);
  const more = sourcesOf(online('', (plan) => withRainbond(plan)).plan).length;
  expect(more).toBe(sourcesOf(online().plan).length + 1);
});

test.each([
  ['200 0 0.1', null],
  ['399 0 0.1', null],
  ['401 0 0.1', null],
  ['400 0 0.1', '400'],
  ['403 0 0.1', '403'],
  ['407 0 0.1', '407'],
  ['502 0 0.1', '502'],
  ['000 6 0.1', 'name not found'],
  ['000 7 0.1', 'refused'],
  ['000 28 5.0', 'timed out'],
  ['000 60 0.1', 'certificate'],
  ['000 99 0.1', 'curl 99'],
])('egress: an answer of %s', (said, why) => {
  const urls = sourcesOf(online().plan);
  const outcome = judged(egress, answers(urls, said), online());
  if (why === null) expect(outcome).toMatchObject({ state: 'passed', values: { asked: urls.length } });
  else expect(outcome).toMatchObject({ severity: 'block', values: { count: 1, failed: `registry.k8s.io: ${why}` } });
});

test('egress: a source without an answer makes all unreadable', () => {
  expect(judged(egress, answers(sourcesOf(online().plan).slice(1)), online())).toMatchObject({ state: 'not-run' });
});

/** What the check asks for, from what it sends. */
const asked = (context = online()) =>
  [...imagesAvailable.script(context, host).matchAll(/https?:\/\/\S+manifests\/[^\s;]+/g)].map(([url]) => url);

test('images.available: those of the version, from the mirror’s folder where there is one', () => {
  expect(asked()).toContain('https://registry.k8s.io/v2/kube-apiserver/manifests/v1.36.3');
  expect(asked(online('mirror.corp.example/k8s'))).toContain(
    'https://mirror.corp.example/v2/k8s/kube-proxy/manifests/v1.36.3',
  );
});

test('images.available: all there pass, one that isn’t blocks, and those behind a login prove nothing', () => {
  expect(judged(imagesAvailable, answers(asked(), '200 0 2.5'), online())).toMatchObject({
    state: 'passed',
    values: { seconds: 2.5 },
  });
  expect(judged(imagesAvailable, answers(asked(), '404 0 0.1'), online())).toMatchObject({
    severity: 'block',
    values: { count: 1, failed: 'kube-proxy:v1.36.3: 404' },
  });
  expect(judged(imagesAvailable, answers(asked(), ...asked().map(() => '401 0 0.1')), online())).toMatchObject({
    state: 'not-run',
  });
  expect(judged(imagesAvailable, answers(asked(), '401 0 0.1', '404 0 0.1'), online())).toMatchObject({
    severity: 'block',
  });
});

test('proxy.valid: none passes, one that answers passes, one that doesn’t blocks', () => {
  expect(judged(proxyValid, 'end\n')).toMatchObject({ state: 'passed', values: { count: 0 } });
  const one = 'proxy http /etc/environment http://10.0.0.9:3128\n';
  expect(judged(proxyValid, `${one}open http://10.0.0.9:3128\nend\n`)).toMatchObject({ state: 'passed' });
  expect(judged(proxyValid, `${one}closed http://10.0.0.9:3128\nend\n`)).toMatchObject({
    severity: 'block',
    values: { problem: 'closed', where: '/etc/environment' },
  });
  expect(judged(proxyValid, `${one}end\n`)).toMatchObject({ state: 'not-run' });
});

test.each(['http//10.0.0.9:3128', 'ftp://10.0.0.9', 'http://10.0.0.9:0', 'http://10.0.0.9:65536', 'http://proxy:port'])(
  'proxy.valid: %s is no address of a proxy',
  (url) => {
    expect(judged(proxyValid, `proxy http session ${url}\nclosed ${url}\nend\n`)).toMatchObject({
      severity: 'block',
      values: { problem: 'format', url },
    });
  },
);

test('proxy.valid: port 65535, no scheme and SOCKS are fine', () => {
  for (const url of ['http://10.0.0.9:65535', 'proxy.corp.example:1', 'socks5h://10.0.0.9/'])
    expect(judged(proxyValid, `proxy all session ${url}\nopen ${url}\nend\n`)).toMatchObject({ state: 'passed' });
});

const proxy = 'proxy https /etc/environment http://10.0.0.9:3128\n';
const covering = 'localhost,127.0.0.0/8,10.0.0.0/24,10.96.0.0/16,10.244.0.0/16,.svc,.cluster.local';
const bypass = (list: string) => `${proxy}bypass /etc/environment ${list}\nend\n`;

test('proxy.bypass: no proxy needs no list, and a list that covers all passes', () => {
  expect(judged(proxyBypass, 'end\n')).toMatchObject({ state: 'passed', values: { proxies: 0 } });
  expect(judged(proxyBypass, bypass(covering))).toMatchObject({ state: 'passed', values: { count: 0 } });
  expect(judged(proxyBypass, bypass('*'))).toMatchObject({ state: 'passed' });
});

test.each([
  ['10.0.0.0/24', '10.0.0.0/28', '10.0.0.100'],
  ['10.0.0.0/24', '10.0.0.*', '10.0.0.11,10.0.0.12,10.0.0.13,10.0.0.100'],
  ['10.96.0.0/16', '10.96.0.0/17', '10.96.0.0/16'],
  [',.svc', '', '.svc'],
  ['.cluster.local', 'luster.local', '.cluster.local'],
  ['localhost,', '', 'localhost'],
])('proxy.bypass: with %s as “%s”, %s is missing', (right, wrong, missing) => {
  expect(judged(proxyBypass, bypass(covering.replace(right, wrong)))).toMatchObject({
    severity: 'block',
    values: { missing, where: '/etc/environment' },
  });
});

test('proxy.bypass: package managers know no list, and a unit takes systemd’s', () => {
  expect(judged(proxyBypass, 'proxy http /etc/apt/apt.conf.d/80proxy http://p:1\nend\n')).toMatchObject({
    state: 'passed',
  });
  const unit = 'proxy https /etc/systemd/system/containerd.service.d/proxy.conf http://p:1\n';
  expect(judged(proxyBypass, `${unit}bypass systemd ${covering}\nend\n`)).toMatchObject({ state: 'passed' });
  expect(judged(proxyBypass, `${unit}end\n`)).toMatchObject({ severity: 'block' });
});

test('proxy.bypass: of two spellings both must cover', () => {
  const both = `${proxy}bypass /etc/environment ${covering}\nbypass /etc/environment localhost\nend\n`;
  expect(judged(proxyBypass, both)).toMatchObject({ severity: 'block' });
});

test('proxy.bypass: the fix adds what is missing to both spellings, and nothing the second time', () => {
  const context = contextOf();
  const filter = (missing: string) =>
    proxyBypass.fix?.files?.(context, host, { where: '/etc/environment', missing })[0]?.filter ?? 'false';
  const run = (text: string) =>
    execFileSync('bash', ['-c', filter('10.0.0.11,.svc')], { input: text, encoding: 'utf8' });
  const after = 'HTTP_PROXY=http://p:1\nNO_PROXY=localhost,.svc,10.0.0.11\nno_proxy=localhost,.svc,10.0.0.11\n';
  expect(run('HTTP_PROXY=http://p:1\nNO_PROXY="localhost,.svc"\n')).toBe(after);
  expect(run(after)).toBe(after);
  expect(proxyBypass.fix?.script(context, host, { where: 'systemd', missing: '.svc' })).toBeNull();
});

testUnreadable(bundleSha256, bundled());
testUnreadable(egress, online());
testUnreadable(imagesAvailable, online());
for (const check of [proxyValid, proxyBypass]) testUnreadable(check);

test('egress: the login of a mirror stands in nothing that is shown', () => {
  const plan = samplePlan((each) => {
    each.artifacts = { kind: 'online', mirror: 'https://ops:p%40ss/word@mirror.example.com' } as typeof each.artifacts;
  });
  const context = contextOf({ plan });
  const [url] = sourcesOf(plan);
  const [own] = plan.hosts;
  if (!own) throw new Error('the plan has no host');
  const outcome = judged(egress, `answer 503 0 0.1 ${url}\nend\n`, context);
  expect(outcome).toMatchObject({ severity: 'block', evidence: expect.stringContaining('mirror.example.com') });
  expect(JSON.stringify(outcome) + egress.byHand(context, own)).not.toMatch(/p%40ss|ops:/);
});
