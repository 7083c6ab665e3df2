import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { kubeadmOverrideProblems } from '../kubeadm-overrides';
import { importRke } from './import-rke';
import type { Imported } from './imported';

const sample = readFileSync(path.join(import.meta.dirname, 'samples/rke-cluster.yml'), 'utf8');

function imported(text: string): Imported {
  const result = importRke(text, 'prod');
  if (!result.imported) throw new Error(JSON.stringify(result.errors));
  return result.imported;
}
const listed = ({ notCarriedOver }: Imported) =>
  notCarriedOver.map(({ path: at, reason, value }) => `${at} ${reason} ${value}`.trim());
const errors = (text: string) =>
  importRke(text).errors.map(({ code, line, column, path: at }) => `${code} ${line}:${column} ${at}`.trim());

describe('a cluster.yml as rke config writes it', () => {
  const result = imported(sample);

  test('carries hosts, roles, ports and the bastion over', () => {
    const bastion = { address: '198.51.100.9', port: 2200, user: 'jump', credential: '' };
    expect(result.plan.hosts).toMatchObject([
      {
        name: 'cp-1',
        address: '203.0.113.1',
        internalAddress: '10.0.0.1',
        roles: ['control-plane', 'etcd'],
        ssh: { user: 'rancher', port: 22, via: [bastion] },
      },
      { name: 'cp-2', ssh: { user: 'rancher', port: 2222 } },
      { name: 'worker', address: 'worker.example.com', roles: ['worker'], ssh: { user: 'ops', port: 22 } },
      { name: 'node-4', address: '203.0.113.4', internalAddress: '', roles: ['worker'], ssh: { user: 'root' } },
    ]);
  });

  test('carries name, version, ranges and registry over, for kubeadm', () => {
    expect(result.plan).toMatchObject({
      name: 'old-prod',
      kubernetes: {
        distribution: 'kubeadm',
        version: 'v1.26.8',
        cni: 'flannel',
        podCidr: '10.98.0.0/16',
        serviceCidr: '10.97.0.0/16',
        nodeCidrMaskSize: 25,
        clusterDomain: 'corp.local',
      },
      registry: { kind: 'external', address: 'registry.example.com:5000', namespace: 'rancher', scheme: 'http' },
      rainbond: { kind: 'none' },
    });
  });

  test('names of the API’s certificate become an override that kubeadm takes', () => {
    const { kubeadm } = result.plan.kubernetes.overrides;
    expect(parse(kubeadm).apiServer.certSANs).toEqual(['10.0.0.100', 'api.example.com']);
    expect(kubeadmOverrideProblems(kubeadm)).toEqual([]);
  });

  test('lists everything else; what is empty says nothing and is left out', () => {
    expect(listed(result)).toEqual([
      'nodes apiBalancer',
      'nodes.0.docker_socket docker /var/run/docker.sock',
      'nodes.2.role.1 unknownRole ingress',
      'nodes.2.labels nodeLabels {"app":"ingress"}',
      'nodes.2.taints nodeLabels [{"key":"dedicated","value":"ingress","effect":"NoSchedule"…',
      'services.etcd.backup_config backups {"interval_hours":12,"retention":6,"s3backupconfig":{"acces…',
      'services.kube-api.extra_args extraArgs {"audit-log-maxage":"30"}',
      'services.kube-controller.extra_args.v extraArgs 2',
      'services.kubelet.cluster_dns_server extraArgs 10.97.0.10',
      'network.plugin canalPolicy canal',
      'network.options otherCni {"canal_iface":"eth1"}',
      'authentication.strategy noPlace x509',
      'addons addons •••',
      'system_images images {"etcd":"rancher/mirrored-coreos-etcd:v3.5.9","alpine":"ran…',
      'kubernetes_version endOfLife v1.26.8-rancher1-1',
      'private_registries.0 oneRegistry {"url":"mirror.example.com","user":"reader","password":"•••…',
      'private_registries.1.user userName puller',
      'private_registries.1.is_default images true',
      'ingress addons {"provider":"nginx"}',
      'invented_option unknownField 7',
    ]);
  });

  test('keys are named by their path or taken from the file, and no secret is anywhere else', () => {
    expect(JSON.stringify([result.plan, result.notCarriedOver])).not.toMatch(/s3cret|bm90LWEt|AKIA/);
    expect(result.secrets.map(({ kind, name, paths }) => [kind, name, paths.join(' ')])).toEqual([
      ['private-key-path', 'old-prod: rancher@cp-1 +1', 'hosts.0.ssh.credential hosts.1.ssh.credential'],
      [
        'private-key-path',
        'old-prod: jump@198.51.100.9 +3',
        [0, 1, 2, 3].map((index) => `hosts.${index}.ssh.via.0.credential`).join(' '),
      ],
      ['private-key', 'old-prod: ops@worker', 'hosts.2.ssh.credential'],
      ['private-key-path', 'old-prod: root@node-4', 'hosts.3.ssh.credential'],
      ['password', 'old-prod: puller@registry.example.com:5000', 'registry.credential'],
    ]);
    expect(result.secrets.map(({ value }) => value)).toEqual([
      '~/.ssh/id_rsa',
      '~/.ssh/jump',
      '-----BEGIN OPENSSH PRIVATE KEY-----\nbm90LWEtcmVhbC1rZXk=\n-----END OPENSSH PRIVATE KEY-----\n',
      '~/.ssh/cluster',
      's3cret-registry',
    ]);
  });
});

test('ranges that the file leaves out are RKE1’s own', () => {
  const { plan } = imported('nodes:\n- {address: 10.0.0.1, role: [controlplane, etcd, worker]}\n');
  expect(plan.kubernetes).toMatchObject({ podCidr: '10.42.0.0/16', serviceCidr: '10.43.0.0/16' });
});

test.each([
  ['flannel', 'flannel', []],
  ['calico', 'calico', []],
  ['none', 'existing', []],
  ['weave', 'flannel', ['network.plugin otherCni weave']],
])('network %s is %s', (plugin, cni, left) => {
  const result = imported(`nodes:\n- {address: 10.0.0.1, role: worker}\nnetwork: {plugin: ${plugin}}\n`);
  expect(result.plan.kubernetes.cni).toBe(cni);
  expect(listed(result)).toEqual(left);
});

test('what is wrong is refused with its line and column', () => {
  expect(errors('nodes:\n- address: [10.0.0.1]\n')).toEqual(['wrongType 2:12 nodes.0.address']);
  expect(errors('nodes:\n- address: 10.0.0.1\n  port: "0"\n')).toEqual(['tooSmall 3:9 nodes.0.port']);
  expect(errors('nodes: {}\n')).toEqual(['wrongType 1:8 nodes']);
  expect(errors('cluster_name: x\n')).toEqual(['noHosts 1:1 nodes']);
});
