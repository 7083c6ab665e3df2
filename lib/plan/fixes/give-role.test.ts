import { type Plan, type PlanHost, rainbondSchema, storageSchema } from '@/lib/plan/schema';
import { giveRole } from './give-role';
import { testFix } from './testing';

const withoutRole = (role: string) => (plan: Plan) => {
  for (const host of plan.hosts) host.roles = host.roles.filter((each) => each !== role);
};

testFix(giveRole, [
  {
    title: 'a second gateway on the worker with fewest roles, in the usual order',
    plan: (plan) => {
      withoutRole('gateway')(plan);
      (plan.hosts[0] as PlanHost).roles.push('gateway');
      (plan.hosts[2] as PlanHost).roles = ['worker', 'build'];
      plan.entry.application = { kind: 'load-balancer', address: '10.0.0.9', declared: '' };
    },
    rule: 'plan.gateway.ha',
    says: 'Give node-3 the gateway role',
    gives: ({ hosts }) => hosts[2]?.roles,
    expected: ['worker', 'gateway', 'build'],
    stale: ({ hosts }) => {
      (hosts[2] as PlanHost).name = 'renamed';
    },
  },
  {
    title: 'no build host, where Rainbond needs one',
    template: 'six-hosts',
    plan: (plan) => {
      withoutRole('build')(plan);
      plan.rainbond = rainbondSchema.parse({ kind: '6.x' });
    },
    rule: 'plan.roles.nonempty',
    says: 'Give node-4 the build role',
    gives: ({ hosts }) => hosts[3]?.roles,
    expected: ['worker', 'gateway', 'build'],
  },
  {
    title: 'a host with nothing to do',
    plan: ({ hosts }) => {
      (hosts[2] as PlanHost).roles = [];
      (hosts[1] as PlanHost).roles = ['worker'];
    },
    rule: 'plan.roles.every-host',
    says: 'Give node-3 the worker role',
    gives: ({ hosts }) => hosts[2]?.roles,
    expected: ['worker'],
  },
  {
    title: 'an NFS storage without its server',
    template: 'six-hosts',
    plan: (plan) => {
      plan.storage = storageSchema.parse({ kind: 'nfs-server' });
    },
    rule: 'plan.storage.hosts',
    says: 'Give node-1 the NFS server role',
    gives: ({ hosts }) => hosts[0]?.roles,
    expected: ['control-plane', 'etcd', 'nfs-primary'],
  },
  {
    title: 'a MySQL primary without a replica',
    plan: (plan) => {
      plan.database = { kind: 'mysql-pair', replication: 'asynchronous' };
      (plan.hosts[2] as PlanHost).roles.push('mysql-primary');
    },
    rule: 'plan.db.pair',
    says: 'Give node-1 the MySQL replica role',
    gives: ({ hosts }) => hosts[0]?.roles.at(-1),
    expected: 'mysql-replica',
  },
  {
    title: 'a third member for etcd on two hosts of its own',
    template: 'nine-hosts',
    plan: ({ hosts }) => {
      (hosts[5] as PlanHost).roles = ['worker'];
    },
    rule: 'plan.etcd.odd',
    says: 'Give node-6 the etcd role',
    gives: ({ hosts }) => hosts[5]?.roles,
    expected: ['etcd', 'worker'],
  },
]);
