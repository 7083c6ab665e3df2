import { etcdSchema, type Plan } from '@/lib/plan/schema';
import { planEtcdEndpoints } from './plan.etcd.endpoints';
import { testRule } from './testing';

const external = (...endpoints: string[]) => ({
  plan: (plan: Plan) => {
    plan.etcd = etcdSchema.parse({ kind: 'external', endpoints });
  },
});
const three = ['https://10.0.0.21:2379', 'etcd-2.corp.example:2379', '10.0.0.23:2379'] as const;
const at = (
  severity: 'block' | 'warn',
  index: number | null,
  problem: string,
  found: string | number,
  tolerates = 0,
) => ({
  severity,
  path: index === null ? 'etcd.endpoints' : `etcd.endpoints.${index}`,
  values: { problem, found, tolerates },
});

testRule(planEtcdEndpoints, {
  accepted: [{ title: 'the Kubernetes etcd' }, { title: 'three, with and without a scheme', ...external(...three) }],
  rejected: [
    { title: 'none', ...external(), findings: [at('block', null, 'none', 0)] },
    ...[
      '10.0.0.24',
      'https://10.0.0.24:0',
      '10.0.0.24:65536',
      'ftp://10.0.0.24:2379',
      'a b:2379',
      '10.0.0.300:2379',
    ].map((text) => ({
      title: `the endpoint ${text}`,
      ...external(three[0], three[1], text),
      findings: [at('block', 2, 'format', text)],
    })),
    {
      title: 'one member twice, in another spelling',
      ...external(three[0], three[1], '10.0.0.21:2379'),
      findings: [at('block', 2, 'twice', '10.0.0.21:2379')],
    },
    {
      title: 'without encryption',
      ...external(three[0], three[1], 'http://10.0.0.23:2379'),
      findings: [at('warn', 2, 'plain', 'http://10.0.0.23:2379')],
    },
    { title: 'one', ...external(three[0]), findings: [at('warn', null, 'one', 1)] },
    {
      title: 'four',
      ...external(...three, '10.0.0.24:2379'),
      findings: [at('warn', null, 'even', 4, 1)],
    },
  ],
});
