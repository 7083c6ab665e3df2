import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { hostFactsSchema } from '@/lib/plan/facts';
import type { Target, Vip } from '../context';
import { osTableOf } from '../os-family';
import { goldenRunbook } from '../testing';
import { keepalivedConfig, type VrrpInstance } from './keepalived';

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
const instance = (over: Partial<Vip> = {}, members = hosts): VrrpInstance => ({
  name: 'kubernetes',
  vip: { ...vip, ...over },
  members,
  checks: ['api'],
  password: 'vrrp-password',
});
const config = (index: number, over: Partial<Vip> = {}, all = hosts) =>
  keepalivedConfig([instance(over, all)], all[index] as Target);
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

const fileOf = (golden: string, host: string, path: string) =>
  goldenRunbook(golden)
    .steps.find(({ id }) => id === `keepalived/${host}`)
    ?.files.find((file) => file.path === `/etc/keepalived/${path}`)?.content ?? '';

test('two addresses are two instances, each with its own favourite', () => {
  const text = fileOf('rainbond-6', 'node-1', 'keepalived.conf');
  expect(text.match(/vrrp_instance \w+/g)).toEqual(['vrrp_instance kubernetes', 'vrrp_instance applications']);
  expect(text.match(/priority \d+/g)).toEqual(['priority 250', 'priority 150']);
  expect(text.match(/virtual_router_id \d+/g)).toEqual(['virtual_router_id 88', 'virtual_router_id 89']);
  expect(text.match(/track_script \{\n\s+(\w+)\n/g)?.map((each) => each.split('\n')[1]?.trim())).toEqual([
    'api',
    'gateway',
  ]);
});

test('an instance of another VRRP version says so', () => {
  const applications: VrrpInstance = { ...instance({ vrrpVersion: 2 }), name: 'applications', password: 'other' };
  const text = keepalivedConfig([instance(), applications], hosts[0] as Target);
  expect(text.match(/^ {2}version 2$/gm)).toHaveLength(1);
  expect(text).toContain('auth_pass @{secret:other}');
});

test('one address for the API and applications is one instance on the gateways, with both checks', () => {
  const text = fileOf('shared-vip', 'node-2', 'keepalived.conf');
  expect(text.match(/vrrp_instance \w+/g)).toEqual(['vrrp_instance kubernetes']);
  expect(text).toContain('track_script {\n    api\n    gateway\n  }');
  expect(fileOf('shared-vip', 'node-1', 'keepalived.conf')).toBe('');
  expect(goldenRunbook('shared-vip').steps.find(({ action }) => action === 'kubeadm-init')?.host).toBe('node-2');
});

describe('the check of a gateway', () => {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-gateway-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  // a curl that answers what the test says of each address
  const run = (golden: string, codes: Record<string, string>) => {
    const cases = Object.entries(codes).map(([url, code]) => `${url}) code=${code} ;;`);
    const curl = `#!/bin/sh\nfor url; do :; done\ncode=000\ncase $url in ${cases.join(' ')} esac\nprintf %s "$code"\n[ "$code" = 200 ]\n`;
    writeFileSync(join(folder, 'curl'), curl, { mode: 0o755 });
    const script = join(folder, 'check.sh');
    writeFileSync(script, fileOf(golden, 'node-2', 'check-gateway.sh'));
    return spawnSync('sh', [script], { env: { ...process.env, PATH: `${folder}:${process.env.PATH}` } }).status;
  };
  const own = 'http://localhost/';
  const peer = 'http://10.0.0.13/';
  const proxy = 'http://localhost:10256/healthz';

  test('any answer of its own will do, but no 5xx', () => {
    expect(run('rainbond-6', { [own]: '404', [peer]: '404' })).toBe(0);
    expect(run('rainbond-6', { [own]: '502', [peer]: '404', [proxy]: '200' })).toBe(1);
  });
  test('one that is silent while another answers gives the address away', () => {
    expect(run('rainbond-6', { [peer]: '404', [proxy]: '200' })).toBe(1);
    expect(run('shared-vip', { [peer]: '404' })).toBe(1);
  });
  test('before any gateway runs, kube-proxy stands in; with the API on it, the API alone decides', () => {
    expect(run('rainbond-6', { [proxy]: '200' })).toBe(0);
    expect(run('rainbond-6', {})).not.toBe(0);
    expect(run('shared-vip', {})).toBe(0);
  });
});
