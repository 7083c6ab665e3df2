import { planNameValid } from './plan.name.valid';
import { testRule } from './testing';

testRule(planNameValid, {
  accepted: [
    {
      title: 'a label',
      plan: (plan) => {
        plan.name = 'prod-1';
      },
    },
  ],
  rejected: [
    {
      title: 'an empty name',
      plan: (plan) => {
        plan.name = '';
      },
      findings: [{ severity: 'block', path: 'name', values: { problem: 'empty', found: '' } }],
    },
    {
      title: 'capitals and a space',
      plan: (plan) => {
        plan.name = 'Prod 1';
      },
      findings: [{ severity: 'block', path: 'name', values: { problem: 'characters', found: 'Prod 1' } }],
    },
  ],
});
