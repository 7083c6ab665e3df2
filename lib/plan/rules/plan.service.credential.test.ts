import { expiryOf } from '@/lib/plan/credential-expiry';
import type { CredentialKind } from '@/lib/plan/credential-kinds';
import type { KnownCredential } from '@/lib/plan/credential-problem';
import { withRainbond } from '@/lib/plan/samples';
import { chartOriginSchema, etcdSchema, type Plan } from '@/lib/plan/schema';
import { planServiceCredential } from './plan.service.credential';
import { testRule } from './testing';

const ops: KnownCredential = { id: 'ops-key', kind: 'password', expiry: null };
const etcd = (expiry: KnownCredential['expiry']): KnownCredential => ({
  id: 'etcd',
  kind: 'client-certificate',
  expiry,
});
const ends = (days: number) => expiryOf('2027-01-01T00:00:00Z', Date.parse('2027-01-01T00:00:00Z') - days * 86_400_000);
const withEtcd = (plan: Plan) => {
  plan.etcd = etcdSchema.parse({ kind: 'external', endpoints: ['https://10.0.0.21:2379'], credential: 'etcd' });
};
const kinds = (database: CredentialKind, registry: CredentialKind, kubeconfig: CredentialKind): KnownCredential[] => [
  ops,
  { id: 'mysql', kind: database, expiry: null },
  { id: 'registry', kind: registry, expiry: null },
  { id: 'old', kind: kubeconfig, expiry: null },
];
const charts = (chart: object) => (plan: Plan) =>
  withRainbond(
    plan,
    '6.x',
    (each) => void Object.assign(each.rainbond, { chart: chartOriginSchema.parse({ kind: 'repository', ...chart }) }),
  );

testRule(planServiceCredential, {
  accepted: [
    { title: 'each has one', plan: (plan) => withRainbond(plan, '5.17') },
    { title: 'nothing outside' },
    {
      title: 'an etcd that doesn’t ask',
      plan: (plan) => {
        plan.etcd = etcdSchema.parse({ kind: 'external', endpoints: ['http://10.0.0.21:2379'] });
      },
    },
    {
      title: 'each of the kind that fits',
      plan: (plan) => withRainbond(plan, '5.17'),
      credentials: kinds('password', 'password', 'kubeconfig'),
    },
    { title: 'a certificate for 30 days more', plan: withEtcd, credentials: [etcd(ends(30))] },
    { title: 'hosts are another rule', credentials: [] },
    { title: 'a chart repository that lets everybody', plan: charts({}) },
    { title: 'a chart repository with both', plan: charts({ user: 'robot', credential: 'mirror' }) },
  ],
  rejected: [
    {
      title: 'a chart repository with a user alone',
      plan: charts({ user: 'robot' }),
      findings: [
        {
          severity: 'block',
          section: 'rainbond',
          path: 'rainbond.chart.credential',
          values: { service: 'charts', problem: 'none' },
        },
      ],
    },
    {
      title: 'each of another kind',
      plan: (plan) => withRainbond(plan, '5.17'),
      credentials: kinds('private-key', 'client-certificate', 'password'),
      findings: [
        {
          severity: 'block',
          section: 'kubernetes',
          path: 'kubernetes.kubeconfig',
          values: { service: 'kubernetes', problem: 'kind', found: 'password' },
        },
        {
          severity: 'block',
          section: 'registry',
          path: 'registry.credential',
          values: { service: 'registry', problem: 'kind', found: 'clientCertificate' },
        },
        {
          severity: 'block',
          section: 'database',
          path: 'database.credential',
          values: { service: 'database', problem: 'kind', found: 'privateKey' },
        },
      ],
    },
    {
      title: 'one that was deleted',
      plan: withEtcd,
      credentials: [ops],
      findings: [
        { severity: 'block', section: 'etcd', path: 'etcd.credential', values: { service: 'etcd', problem: 'gone' } },
      ],
    },
    {
      title: 'a certificate that ends within 30 days',
      plan: withEtcd,
      credentials: [etcd(ends(29))],
      findings: [
        {
          severity: 'warn',
          section: 'etcd',
          path: 'etcd.credential',
          values: { service: 'etcd', problem: 'soon', at: '2027-01-01' },
        },
      ],
    },
    {
      title: 'a certificate that is over',
      plan: withEtcd,
      credentials: [etcd(ends(0))],
      findings: [
        {
          severity: 'block',
          section: 'etcd',
          path: 'etcd.credential',
          values: { service: 'etcd', problem: 'expired', at: '2027-01-01' },
        },
      ],
    },
    {
      title: 'none has one',
      plan: (plan) =>
        withRainbond(plan, '5.17', (each) => {
          each.kubernetes.kubeconfig = '';
          each.etcd = etcdSchema.parse({ kind: 'external', endpoints: ['10.0.0.21:2379'] });
          Object.assign(each.registry, { credential: '' });
          Object.assign(each.database, { credential: '' });
        }),
      findings: [
        {
          severity: 'block',
          section: 'kubernetes',
          path: 'kubernetes.kubeconfig',
          values: { service: 'kubernetes', problem: 'none' },
        },
        { severity: 'block', section: 'etcd', path: 'etcd.credential', values: { service: 'etcd', problem: 'none' } },
        {
          severity: 'warn',
          section: 'registry',
          path: 'registry.credential',
          values: { service: 'registry', problem: 'none' },
        },
        {
          severity: 'block',
          section: 'database',
          path: 'database.credential',
          values: { service: 'database', problem: 'none' },
        },
      ],
    },
  ],
});
