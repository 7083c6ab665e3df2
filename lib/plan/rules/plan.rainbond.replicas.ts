import { setReplicas } from '@/lib/plan/fixes/set-replicas';
import { rule } from '@/lib/plan/rule';
import { hostsWithRole } from '@/lib/plan/schema';

/** The schema's upper bound. */
const most = 9;

/**
 * In 6.x rbd-gateway is a Deployment on the host network of the gateway nodes, one pod a node, and `Cluster.replicas` is its
 * number: fewer leave a gateway without it, more wait for a node for ever and the install never counts as complete.
 */
export const planRainbondReplicas = rule('plan.rainbond.replicas', 'rainbond', ({ plan }) => {
  const { rainbond } = plan;
  if (rainbond.kind !== '6.x') return [];
  const gateways = hostsWithRole(plan, 'gateway').length;
  const needed = Math.min(gateways, most);
  if (gateways === 0 || rainbond.replicas === needed) return [];
  const fewer = rainbond.replicas < needed;
  return [
    {
      severity: fewer ? 'warn' : 'block',
      path: 'rainbond.replicas',
      values: { problem: fewer ? 'fewer' : 'more', found: rainbond.replicas, gateways, needed },
      fix: setReplicas.offer({ replicas: needed }),
    },
  ];
});
