import { expect, test } from 'vitest';
import { credentialUses, isLogin } from './credential-kinds';
import { samplePlan, withRainbond } from './samples';
import { etcdSchema } from './schema';

test('a plan names credentials for its hosts, their jump hosts and what is outside of it', () => {
  const plan = samplePlan((each) => {
    withRainbond(each, '5.17');
    each.etcd = etcdSchema.parse({ kind: 'external', credential: 'etcd' });
    const [first] = each.hosts;
    if (first) first.ssh.via = [{ address: '10.0.0.1', port: 22, user: 'jump', credential: 'jump' }];
  });
  expect(credentialUses(plan).map(({ place, path, id }) => `${place} ${path} ${id}`)).toEqual([
    'host hosts.0.ssh.credential ops-key',
    'bastion hosts.0.ssh.via.0.credential jump',
    'host hosts.1.ssh.credential ops-key',
    'host hosts.2.ssh.credential ops-key',
    'kubernetes kubernetes.kubeconfig old',
    'etcd etcd.credential etcd',
    'registry registry.credential registry',
    'database database.credential mysql',
  ]);
});

test('what is built in, or a cluster that Slipway makes, has no place for one', () => {
  expect(new Set(credentialUses(samplePlan()).map(({ place }) => place))).toEqual(new Set(['host']));
});

test('a certificate and a kubeconfig sign in to no host', () => {
  expect(['password', 'private-key'].every((kind) => isLogin(kind as 'password'))).toBe(true);
  expect(isLogin('client-certificate') || isLogin('kubeconfig')).toBe(false);
});
