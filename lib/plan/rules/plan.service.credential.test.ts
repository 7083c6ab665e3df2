import { withRainbond } from '@/lib/plan/samples';
import { etcdSchema } from '@/lib/plan/schema';
import { planServiceCredential } from './plan.service.credential';
import { testRule } from './testing';

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
  ],
  rejected: [
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
          values: { service: 'kubernetes' },
        },
        { severity: 'block', section: 'etcd', path: 'etcd.credential', values: { service: 'etcd' } },
        { severity: 'warn', section: 'registry', path: 'registry.credential', values: { service: 'registry' } },
        { severity: 'block', section: 'database', path: 'database.credential', values: { service: 'database' } },
      ],
    },
  ],
});
