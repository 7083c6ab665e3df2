import { sampleBundle, sampleFactsOf, withRainbond } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { planRainbondHelm } from './plan.rainbond.helm';
import { testRule } from './testing';

const facts = (helm?: string) => (plan: Plan) =>
  sampleFactsOf(plan, (each) => void (helm === undefined || Object.assign(each.tools, { helm })));
const online = (plan: Plan) =>
  withRainbond(plan, '5.17', (each) => void Object.assign(each, { artifacts: { kind: 'online', mirror: '' } }));
const index = sampleBundle();
const bundle = {
  folder: '/srv/bundle',
  index: { ...index, files: index.files.filter(({ path }) => !path.startsWith('helm-')) },
  problems: [],
};

testRule(planRainbondHelm, {
  accepted: [
    { title: 'no Rainbond', facts: facts(''), bundle },
    { title: 'the bundle’s', plan: (plan) => withRainbond(plan), facts: facts('') },
    { title: 'the host’s', plan: online, facts: facts('/usr/local/bin/helm') },
    {
      title: 'the host’s beside a bundle without',
      plan: (plan) => withRainbond(plan),
      facts: facts('/bin/helm'),
      bundle,
    },
    { title: 'facts of before somebody asked', plan: online, facts: facts() },
    { title: 'no facts yet', plan: online },
    { title: 'a bundle that was not read', plan: (plan) => withRainbond(plan), facts: facts(''), bundle: null },
  ],
  rejected: [
    {
      title: 'neither the bundle nor the host',
      plan: (plan) => withRainbond(plan),
      facts: facts(''),
      bundle,
      findings: [
        {
          severity: 'block',
          path: 'artifacts.folder',
          hosts: ['node-1'],
          values: { host: 'node-1', architecture: 'amd64', origin: 'bundle' },
        },
      ],
    },
    {
      title: 'nothing from a bundle, and not the host',
      plan: online,
      facts: facts(''),
      findings: [
        {
          severity: 'block',
          path: 'artifacts.kind',
          hosts: ['node-1'],
          values: { host: 'node-1', architecture: 'amd64', origin: 'online' },
        },
      ],
    },
  ],
});
