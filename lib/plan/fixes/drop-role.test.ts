import { hostsWithRole, type PlanHost, storageSchema } from '@/lib/plan/schema';
import { dropRole } from './drop-role';
import { testFix } from './testing';

testFix(dropRole, [
  {
    title: 'a service role that nothing uses',
    plan: ({ hosts }) => {
      (hosts[1] as PlanHost).roles.push('nfs-primary');
    },
    rule: 'plan.storage.exclusive',
    says: 'Take the NFS server role from node-2',
    gives: ({ hosts }) => hosts[1]?.roles,
    expected: ['control-plane', 'etcd', 'worker', 'gateway', 'build'],
    stale: ({ hosts }) => {
      (hosts[1] as PlanHost).roles = ['nfs-primary'];
    },
  },
  {
    title: 'the second of two NFS servers',
    plan: (plan) => {
      plan.storage = storageSchema.parse({ kind: 'nfs-server' });
      for (const host of plan.hosts.slice(1)) host.roles.push('nfs-primary');
    },
    rule: 'plan.storage.hosts',
    says: 'Take the NFS server role from node-3',
    gives: (plan) => hostsWithRole(plan, 'nfs-primary').map(({ name }) => name),
    expected: ['node-2'],
  },
  {
    title: 'a MySQL replica on the primary’s own host',
    plan: (plan) => {
      plan.database = { kind: 'mysql-pair', replication: 'asynchronous' };
      (plan.hosts[0] as PlanHost).roles.push('mysql-primary', 'mysql-replica');
      (plan.hosts[1] as PlanHost).roles.push('mysql-replica');
    },
    rule: 'plan.db.pair',
    says: 'Take the MySQL replica role from node-1',
    gives: (plan) => hostsWithRole(plan, 'mysql-replica').map(({ name }) => name),
    expected: ['node-2'],
  },
  {
    title: 'one of four etcd members on hosts of their own',
    template: 'nine-hosts',
    plan: ({ hosts }) => {
      (hosts[8] as PlanHost).roles.push('etcd');
    },
    rule: 'plan.etcd.odd',
    says: 'Take the etcd role from node-9',
    gives: (plan) => hostsWithRole(plan, 'etcd').length,
    expected: 3,
  },
  {
    title: 'a gateway that the API’s entry must not lead to',
    template: 'six-hosts',
    plan: (plan) => {
      plan.entry.application = { kind: 'load-balancer', address: '10.0.0.9', declared: '' };
      plan.entry.api = { kind: 'application-entry' };
      (plan.hosts[0] as PlanHost).roles.push('gateway');
    },
    rule: 'plan.entry.shared',
    says: 'Take the gateway role from node-4',
    gives: ({ hosts }) => hosts[3]?.roles,
    expected: ['worker', 'build'],
  },
]);
