import { rule } from '@/lib/plan/rule';

/** As far apart as sealos and KubeClipper allow; certificates and etcd leases are read by the other host's clock. */
const blockAboveMs = 5000;
const warnAboveMs = 1000;

export const planTimeSkew = rule('plan.time.skew', 'hosts', ({ plan, facts }) => {
  const clocks = plan.hosts
    .flatMap((host) => {
      const offset = facts[host.name]?.clock.offsetMs;
      return offset === undefined ? [] : [{ host: host.name, offset }];
    })
    .sort((a, b) => a.offset - b.offset);
  const slowest = clocks[0];
  const fastest = clocks.at(-1);
  if (!slowest || !fastest) return [];
  const skew = fastest.offset - slowest.offset;
  if (skew <= warnAboveMs) return [];
  const severity = skew > blockAboveMs ? ('block' as const) : ('warn' as const);
  const limit = severity === 'block' ? blockAboveMs : warnAboveMs;
  const values = {
    found: Math.round(skew / 100) / 10,
    needed: limit / 1000,
    fast: fastest.host,
    slow: slowest.host,
  };
  return [{ severity, hosts: [slowest.host, fastest.host], values }];
});
