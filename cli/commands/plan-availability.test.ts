import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { emptyFolder } from '@/lib/artifacts/testing';
import { planToYaml } from '@/lib/plan/plan-yaml';
import { samplePlan } from '@/lib/plan/samples';
import { slipway } from '../testing';

async function folderWith(change?: Parameters<typeof samplePlan>[0]): Promise<string> {
  const folder = await emptyFolder();
  await writeFile(path.join(folder, 'plan.yaml'), planToYaml(samplePlan(change)));
  return folder;
}
const call = (folder: string, ...words: string[]) => slipway(folder, ['plan', 'availability', 'plan.yaml', ...words]);
type Answer = { verdicts: { capability: string; state: string; reasons: { source: string }[] }[] };
const stateOf = (stdout: string, capability: string) =>
  (JSON.parse(stdout) as Answer).verdicts.find((verdict) => verdict.capability === capability)?.state;

/** With a balancer before the gateways, three hosts of every role survive one. */
const balanced: Parameters<typeof samplePlan>[0] = (plan) => {
  plan.entry.application = { kind: 'load-balancer', address: '10.0.0.99', declared: '' };
};

test('without a failure: what the plan survives', async () => {
  const { code, stdout } = call(await folderWith(balanced));
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Survives any 1 of 3 hosts/);
  expect(stdout).toContain('etcd quorum: up (3 of 3 members, quorum 2)');
});

test('one of three: etcd has its quorum, exit 0; two: it has not, with rule and source, exit 1', async () => {
  const folder = await folderWith(balanced);
  const one = call(folder, '--fail', 'node-1', '--json');
  expect([one.code, stateOf(one.stdout, 'etcd-quorum')]).toEqual([0, 'degraded']);
  const two = call(folder, '--fail', 'node-1', '--fail', 'node-2', '--json');
  expect([two.code, stateOf(two.stdout, 'etcd-quorum')]).toEqual([1, 'down']);
  const text = call(folder, '--fail', 'node-1', '--fail', 'node-2');
  expect(text.stdout).toContain('With node-1, node-2 powered off:');
  expect(text.stdout).toMatch(
    /etcd quorum: down \(1 of 3 members, quorum 2\)\n {4}etcd writes while .* Source: etcd FAQ/,
  );
});

test('a failure domain fails with all of its hosts, and a disk that is lost takes its data along', async () => {
  const folder = await folderWith((plan) => {
    balanced(plan);
    plan.domains = [{ name: 'rack 7', kind: 'rack' }];
    for (const host of plan.hosts) host.failureDomain = 'rack 7';
  });
  const { code, stdout } = call(folder, '--fail', 'rack 7', '--mode', 'lost', '--json', '--lang', 'zh');
  expect([code, stateOf(stdout, 'etcd-quorum')]).toEqual([1, 'data-lost']);
  expect(stdout).toMatch(/\p{Script=Han}/u);
});

test('a template’s rack is failed by its letter or by what the diagram calls it, and told so in both languages', async () => {
  const folder = await folderWith(balanced);
  for (const asked of ['A', 'Rack A', '机架 A']) {
    expect(call(folder, '--fail', asked).stdout).toContain('With Rack A powered off:');
    expect(call(folder, '--fail', asked, '--lang', 'zh').stdout).toContain('机架 A 断电');
  }
});

test('a virtual address fails alone, by its address, as it is drawn, or by its id', async () => {
  const folder = await folderWith(balanced);
  for (const asked of ['10.0.0.100', 'VIP 10.0.0.100', 'vip:api']) {
    const { code, stdout } = call(folder, '--fail', asked, '--json');
    expect([code, stateOf(stdout, 'kubernetes-api'), stateOf(stdout, 'etcd-quorum')]).toEqual([1, 'down', 'up']);
  }
  const { stdout } = call(folder, '--fail', '10.0.0.100');
  expect(stdout).toContain('With VIP 10.0.0.100 out of reach:');
  expect(stdout).toMatch(/Kubernetes API: down \(0 of 1 VIPs in reach\)\n.*Source: RFC 5227.*\n.*\n.*arping -D/);
});

test('what is no host, domain or service is named with those that there are, exit 2', async () => {
  const folder = await folderWith(balanced);
  expect(call(folder, '--fail', 'node-9')).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/found node-9.*node-1, node-2, node-3.*entry:application/),
  });
  expect(call(folder, '--mode', 'tired')).toMatchObject({ code: 2, stderr: expect.stringContaining('found tired') });
});
