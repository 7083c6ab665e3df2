import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { emptyFolder } from '@/lib/artifacts/testing';
import { planToYaml } from '@/lib/plan/plan-yaml';
import { sampleFactsOf, samplePlan } from '@/lib/plan/samples';
import english from '@/messages/en/cli.json';
import { slipway } from './testing';

const samples = path.resolve('lib/plan/import/samples');

/** A folder with a finished plan and the facts of its hosts. */
async function folderWith(change?: Parameters<typeof samplePlan>[0]): Promise<string> {
  const folder = await emptyFolder();
  const plan = samplePlan(change);
  await writeFile(path.join(folder, 'plan.yaml'), planToYaml(plan));
  await writeFile(path.join(folder, 'facts.json'), JSON.stringify(sampleFactsOf(plan)));
  return folder;
}

test('a call without a command, with an unknown one or a wrong option ends with 2 and says what there is', async () => {
  const folder = await emptyFolder();
  for (const [words, said] of [
    [['plan'], 'There is no command plan.'],
    [['plan', 'frobnicate'], 'There is no command plan frobnicate.'],
    [['plan', 'check'], english.usage['plan-check']],
    [['plan', 'check', 'a', 'b'], 'Found 2 files, needed 1.'],
    [['plan', 'check', 'a', '--nope'], "'--nope'"],
    [['plan', 'check', 'a', '--lang', 'fr'], '--lang: found fr, needed one of en, zh.'],
    [['plan', 'export', 'a', '--format', 'word'], '--format: found word, needed one of roi, ansible.'],
  ] as [string[], string][]) {
    const { code, stdout, stderr } = slipway(folder, words);
    expect([code, stdout], words.join(' ')).toEqual([2, '']);
    expect(stderr).toContain(said);
  }
}, 30_000);

test('help of a command is its usage', async () => {
  const { code, stdout } = slipway(await emptyFolder(), ['plan', 'check', '--help']);
  expect([code, stdout.trim()]).toEqual([0, english.usage['plan-check']]);
});

test('plan check: nothing blocks, exit 0', async () => {
  const { code, stdout } = slipway(await folderWith(), ['plan', 'check', 'plan.yaml', '--facts', 'facts.json']);
  expect(stdout).toMatch(/prod-shanghai: 0 blocking/);
  expect(code).toBe(0);
});

test('plan check: a blocking finding has its line and column, exit 1', async () => {
  const folder = await folderWith((plan) => {
    for (const host of plan.hosts.slice(1, 2)) host.name = 'node-1';
  });
  const { code, stdout } = slipway(folder, ['plan', 'check', 'plan.yaml']);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^plan\.yaml:\d+:\d+ {2}blocking {2}The name node-1 is used twice \[plan\.names\.unique\]$/m);
});

test('plan check --json: findings as data with texts, in the language of the locale or of --lang', async () => {
  const folder = await folderWith((plan) => {
    for (const host of plan.hosts.slice(0, 1)) host.roles = [];
  });
  const chinese = slipway(folder, ['plan', 'check', 'plan.yaml', '--json'], { LANG: 'zh_CN.UTF-8' });
  const answer = JSON.parse(chinese.stdout);
  const finding = answer.findings.find(
    ({ id }: { id: string }) => id === 'plan.roles.nonempty' || id === 'plan.roles.every-host',
  );
  expect(answer).toMatchObject({ plan: 'prod-shanghai', file: 'plan.yaml', counts: { block: expect.any(Number) } });
  expect(finding.title).toMatch(/\p{Script=Han}/u);
  expect(finding.line).toBeGreaterThan(1);
  const forced = slipway(folder, ['plan', 'check', 'plan.yaml', '--json', '--lang', 'en'], { LANG: 'zh_CN.UTF-8' });
  expect(JSON.parse(forced.stdout).findings[0].title).not.toMatch(/\p{Script=Han}/u);
  expect(forced.code).toBe(chinese.code);
});

test('plan check: what can’t be read is 2, with place, path, found and needed', async () => {
  const folder = await emptyFolder();
  const yaml = planToYaml(samplePlan()).replace('port: 22', 'port: "22"').replace('podCidr', 'podCIDR');
  await writeFile(path.join(folder, 'plan.yaml'), yaml);
  const { code, stdout, stderr } = slipway(folder, ['plan', 'check', 'plan.yaml']);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(
    /^plan\.yaml:\d+:\d+ {2}Line \d+, column \d+, at hosts\.0\.ssh\.port: found 22, needed a number\.$/m,
  );
  expect(stderr).toMatch(/a plan has no field podCIDR here/);
  const json = slipway(folder, ['plan', 'check', 'plan.yaml', '--json']);
  expect(json.code).toBe(2);
  expect(JSON.parse(json.stdout).errors.map(({ code: each }: { code: string }) => each)).toEqual([
    'wrongType',
    'unknownField',
  ]);
  expect(slipway(folder, ['plan', 'check', 'nothing.yaml']).stderr).toContain('nothing.yaml can’t be read: ENOENT');
  await writeFile(path.join(folder, 'large.yaml'), 'a'.repeat(10_000_000));
  expect(slipway(folder, ['plan', 'check', 'large.yaml'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Found 10,000,000 bytes'),
  });
}, 30_000);

test('plan check: facts that are none are said with their place', async () => {
  const folder = await folderWith();
  await writeFile(path.join(folder, 'facts.json'), '{\n  "node-1": { "hostname": 7 }\n}\n');
  const { code, stderr } = slipway(folder, ['plan', 'check', 'plan.yaml', '--facts', 'facts.json']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^facts\.json:2:\d+ {2}.*at node-1\.hostname: found 7, needed text\.$/m);
});

test('ROI’s three-node sample, imported and checked, is told that it isn’t highly available', async () => {
  const folder = await emptyFolder();
  await cp(path.join(samples, 'roi-three-nodes.yaml'), path.join(folder, 'cluster.yaml'));
  const imported = slipway(folder, ['plan', 'import', 'cluster.yaml', '--out', 'plan.yaml']);
  expect(imported).toMatchObject({ code: 0, stdout: '' });
  expect(imported.stderr).toContain('Rainbond ROI: 3 hosts.');
  expect(imported.stderr).toMatch(/^cluster\.yaml:\d+ {2}hosts\.0\.bootstrap: true/m);
  expect(imported.stderr + (await readFile(path.join(folder, 'plan.yaml'), 'utf8'))).not.toContain('one-for-all');
  const checked = slipway(folder, ['plan', 'check', 'plan.yaml']);
  expect(checked.stdout).toContain('One control plane: not highly available');
});

test('plan import --json names secrets and never holds them', async () => {
  const { code, stdout } = slipway(samples, ['plan', 'import', 'rke-cluster.yml', '--json']);
  expect(code).toBe(0);
  expect(stdout).not.toMatch(/s3cret|bm90LWEt/);
  const answer = JSON.parse(stdout);
  expect(answer).toMatchObject({ format: 'rke', plan: { name: 'old-prod' } });
  expect(answer.secrets[0]).toMatchObject({ kind: 'private-key-path', path: '~/.ssh/id_rsa' });
  expect(answer.notCarriedOver[0].text).toContain('balancer');
});

test('what is exported imports again', async () => {
  const folder = await folderWith();
  const exported = slipway(folder, ['plan', 'export', 'plan.yaml', '--format', 'ansible']);
  expect(exported.code).toBe(0);
  await writeFile(path.join(folder, 'hosts.ini'), exported.stdout);
  const { stdout } = slipway(folder, ['plan', 'import', 'hosts.ini', '--json']);
  expect(JSON.parse(stdout).plan.hosts.map(({ name }: { name: string }) => name)).toEqual([
    'node-1',
    'node-2',
    'node-3',
  ]);
});
