import { setAdvertInterval } from './set-advert-interval';
import { testFix } from './testing';

testFix(setAdvertInterval, [
  {
    title: 'version 2 with a part of a second',
    plan: ({ entry }) => {
      Object.assign(entry.api, { vrrpVersion: 2, advertIntervalSeconds: 2.5 });
    },
    rule: 'plan.vip.advert',
    says: 'Send adverts every 3 s',
    gives: ({ entry }) => entry.api.kind === 'keepalived' && entry.api.advertIntervalSeconds,
    expected: 3,
    stale: ({ entry }) => {
      entry.api = { kind: 'host' };
    },
  },
]);
