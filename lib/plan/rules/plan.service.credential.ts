import { chartSourceOf } from '@/lib/plan/chart-source';
import { credentialUses } from '@/lib/plan/credential-kinds';
import { credentialProblemAt } from '@/lib/plan/credential-problem';
import { type Found, rule } from '@/lib/plan/rule';

/** Services outside that ask who is there: the plan names a stored credential for each, of the kind that fits. */
export const planServiceCredential = rule('plan.service.credential', 'database', ({ plan, credentials = null }) => {
  const { etcd, rainbond } = plan;
  const chart = chartSourceOf(plan);
  // Most helm repositories ask nobody who is there.
  const anonymous = chart?.kind !== 'repository' || chart.user === '';
  // etcd over https proves its clients by their certificate.
  const secured = etcd.kind === 'external' && etcd.endpoints.some((endpoint) => !endpoint.startsWith('http://'));
  return credentialUses(plan).flatMap((use): Found[] => {
    const { place, section, path } = use;
    if (place === 'host' || place === 'bastion') return [];
    const found = credentialProblemAt(use, credentials);
    if (!found) return [];
    const none = found.problem === 'none';
    if (none && place === 'etcd' && !secured) return [];
    if (none && place === 'charts' && anonymous) return [];
    if (none && place === 'registry' && rainbond.kind === 'none') return [];
    // A registry may let everybody push; few do. What ends soon still works.
    const warns = found.problem === 'soon' || (none && place === 'registry');
    return [{ severity: warns ? 'warn' : 'block', section, path, values: { service: place, ...found } }];
  });
});
