import { expect, test } from 'vitest';
import { samplePlan, withRainbond } from '@/lib/plan/samples';
import { hostSchema, type Plan } from '@/lib/plan/schema';
import { allPairsUpTo, peersOf, peersWhenSampled, planMatrix, portsAsked, portsBetween } from './pairs';

const plan = samplePlan((one) => {
  const [first] = one.hosts;
  if (!first) throw new Error('no host');
  const host = (name: string, roles: (typeof first)['roles']) =>
    hostSchema.parse({ name, address: `10.0.0.${name}`, roles });
  one.hosts = [
    host('1', ['control-plane', 'etcd']),
    host('2', ['control-plane', 'etcd']),
    host('3', ['worker']),
    host('4', ['gateway']),
    host('5', ['nfs-primary']),
    host('6', ['etcd']),
  ];
  withRainbond(one);
});
const between = (from: number, to: number, of: Plan = plan) => {
  const [a, b] = [of.hosts[from - 1], of.hosts[to - 1]];
  if (!a || !b) throw new Error('no such host');
  return portsBetween(of, a, b).map(({ port, protocol }) => `${port}/${protocol}`);
};
const many = (count: number): Plan => ({
  ...plan,
  hosts: Array.from({ length: count }, (_, index) =>
    hostSchema.parse({
      name: `h${index}`,
      address: `10.1.${index >> 8}.${index & 255}`,
      roles: index < 3 ? ['control-plane', 'etcd'] : ['worker'],
    }),
  ),
});

test('servers reach etcd, everybody the API, and nodes each other', () => {
  expect(between(1, 2)).toEqual(['6443/tcp', '2379/tcp', '2380/tcp', '2381/tcp', '10250/tcp', '8472/udp']);
  expect(between(3, 1)).toEqual(['6443/tcp', '10250/tcp', '8472/udp']);
  expect(between(1, 3)).toEqual(['10250/tcp', '8472/udp']);
  expect(between(1, 6)).toEqual(['2379/tcp', '2380/tcp', '2381/tcp']);
  expect(between(6, 1)).toEqual(['2379/tcp', '2380/tcp', '2381/tcp']);
  expect(between(3, 6)).toEqual([]);
});

test('gateways answer clients, the NFS server its nodes', () => {
  expect(between(3, 4)).toEqual(['10250/tcp', '8472/udp', '80/tcp', '443/tcp', '6060/tcp', '7070/tcp', '8443/tcp']);
  expect(between(3, 5)).toEqual(['111/tcp', '2049/tcp', '20048/tcp']);
  expect(between(6, 5)).toEqual([]);
});

test("RKE2's supervisor is asked by all", () => {
  const rke2: Plan = { ...plan, kubernetes: { ...plan.kubernetes, distribution: 'rke2' } };
  expect(between(3, 1, rke2)).toContain('9345/tcp');
  expect(between(3, 1)).not.toContain('9345/tcp');
});

test('with Calico nodes reach each other’s BGP, and nothing else of it', () => {
  const calico: Plan = { ...plan, kubernetes: { ...plan.kubernetes, cni: 'calico' } };
  expect(between(1, 3, calico)).toEqual(['10250/tcp', '4789/udp', '179/tcp']);
  expect(between(3, 1, calico)).toContain('179/tcp');
  expect(between(6, 3, calico)).toEqual([]);
  expect(between(1, 3)).not.toContain('179/tcp');
});

test('nobody asks a port that only the host itself uses', () => {
  const [host] = plan.hosts;
  const ports = host ? portsAsked(plan, host).map(({ port }) => port) : [];
  expect(ports).toContain(10250);
  expect(ports).not.toContain(10248);
  expect(ports).not.toContain(10257);
});

test('up to 60 hosts every pair is tried, and the plan says so', () => {
  const all = planMatrix(many(allPairsUpTo));
  expect(all).toMatchObject({ sampled: false, tried: 60 * 59, of: 60 * 59 });
});

test('beyond 60 a sample is tried, the API of every server among it, and the plan says so', () => {
  const some = planMatrix(many(allPairsUpTo + 1));
  expect(some.sampled).toBe(true);
  expect(some.tried).toBeLessThan(some.of);
  for (const [from, row] of some.pairs.entries()) {
    const servers = [0, 1, 2].filter((server) => server !== from);
    for (const server of servers) {
      expect(row.find(({ peer }) => peer === server)?.ports.map(({ port }) => port)).toContain(6443);
    }
  }
});

test('a sampled host is tried by as many as it tries', () => {
  const asked = Array.from({ length: 200 }, () => 0);
  for (let index = 0; index < 200; index++) {
    const peers = peersOf(index, 200);
    expect(peers).toHaveLength(peersWhenSampled);
    expect(peers).not.toContain(index);
    for (const peer of peers) asked[peer] = (asked[peer] ?? 0) + 1;
  }
  expect(new Set(asked)).toEqual(new Set([peersWhenSampled]));
});
