import { planVipAdvert } from './plan.vip.advert';
import { testRule } from './testing';

testRule(planVipAdvert, {
  accepted: [
    { title: 'version 3 with a third of a second' },
    {
      title: 'version 2 with whole seconds',
      plan: ({ entry }) => {
        Object.assign(entry.api, { vrrpVersion: 2, advertIntervalSeconds: 1 });
      },
    },
  ],
  rejected: [
    {
      title: 'version 2 with a part of a second',
      plan: ({ entry }) => {
        Object.assign(entry.api, { vrrpVersion: 2, advertIntervalSeconds: 0.3 });
      },
      findings: [
        {
          severity: 'block',
          path: 'entry.api.advertIntervalSeconds',
          values: { found: 0.3, needed: 1 },
          fix: 'set-advert-interval',
        },
      ],
    },
    {
      title: 'version 2 with two and a half',
      plan: ({ entry }) => {
        Object.assign(entry.api, { vrrpVersion: 2, advertIntervalSeconds: 2.5 });
      },
      findings: [
        {
          severity: 'block',
          path: 'entry.api.advertIntervalSeconds',
          values: { found: 2.5, needed: 3 },
          fix: 'set-advert-interval',
        },
      ],
    },
  ],
});
