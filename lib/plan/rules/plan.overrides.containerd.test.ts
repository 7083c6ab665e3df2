import { planOverridesContainerd } from './plan.overrides.containerd';
import { testRule } from './testing';

testRule(planOverridesContainerd, {
  accepted: [
    { title: 'none' },
    {
      title: 'a table',
      plan: ({ kubernetes }) => {
        kubernetes.overrides.containerd = "[plugins.'io.containerd.cri.v1.runtime']\nrestrict_oom_score_adj = true\n";
      },
    },
  ],
  rejected: [
    {
      title: 'a value that is missing',
      plan: ({ kubernetes }) => {
        kubernetes.overrides.containerd = 'a = 1\nb =\n';
      },
      findings: [
        {
          severity: 'block',
          path: 'kubernetes.overrides.containerd',
          values: { line: 2, column: 4, reason: 'Invalid TOML document: invalid value' },
        },
      ],
    },
  ],
});
