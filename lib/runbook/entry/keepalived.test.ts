import { expect, test } from 'vitest';
import { hostFactsSchema } from '@/lib/plan/facts';
import type { Target, Vip } from '../context';
import { osTableOf } from '../os-family';
import { keepalivedConfig } from './keepalived';

const os = { id: 'debian', idLike: [], versionId: '12', prettyName: 'Debian 12' };
const family = osTableOf(os);
const facts = hostFactsSchema.partial().parse({ os }) as Target['facts'];
const hosts: Target[] = [11, 12, 13, 14, 15].flatMap((last) =>
  family
    ? [
        {
          name: `node-${last}`,
          address: `10.0.0.${last}`,
          interface: 'ens3',
          controlPlane: true,
          worker: true,
          roles: [],
          facts,
          family,
          architecture: 'amd64',
        },
      ]
    : [],
);
const vip: Vip = {
  kind: 'keepalived',
  address: '10.0.0.100',
  interface: '',
  virtualRouterId: 88,
  vrrpVersion: 3,
  advertIntervalSeconds: 0.3,
};
const config = (index: number, over: Partial<Vip> = {}, all = hosts) =>
  keepalivedConfig({ ...vip, ...over }, all, all[index] as Target);
const priority = (text: string) => Number(/priority (\d+)/.exec(text)?.[1]);

test.each([1, 2, 3, 5])('%i control planes have priorities from 1 to 254, all different and falling', (count) => {
  const all = hosts.slice(0, count);
  const priorities = all.map((_, index) => priority(config(index, {}, all)));
  expect(priorities).toEqual([...new Set(priorities)].sort((a, b) => b - a));
  expect(Math.min(...priorities)).toBeGreaterThanOrEqual(1);
  expect(Math.max(...priorities)).toBeLessThanOrEqual(254);
});

test('peers are all others, by unicast, and nobody preempts', () => {
  const text = config(1);
  expect(text).toContain('unicast_src_ip 10.0.0.12');
  expect(text).toContain('  unicast_peer {\n    10.0.0.11\n    10.0.0.13\n    10.0.0.14\n    10.0.0.15\n  }');
  expect(text).toContain('  state BACKUP\n  nopreempt\n');
});

test('version 3 sends adverts within a second and has no password', () => {
  expect(config(0)).toContain('advert_int 0.3');
  expect(config(0)).not.toContain('auth_pass');
});

test('version 2 sends whole seconds and carries the password', () => {
  expect(config(0, { vrrpVersion: 2 })).toContain('advert_int 1\n');
  expect(config(0, { vrrpVersion: 2 })).toContain('auth_pass @{secret:vrrp-password}');
});

test("the plan's interface wins over the one of the internal address", () => {
  expect(config(0)).toContain('10.0.0.100/32 dev ens3');
  expect(config(0, { interface: 'bond0' })).toContain('10.0.0.100/32 dev bond0');
});
