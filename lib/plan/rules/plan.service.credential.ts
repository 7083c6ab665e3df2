import { type Found, rule } from '@/lib/plan/rule';

/** Services outside that ask who is there: the plan names a stored credential for each. */
export const planServiceCredential = rule('plan.service.credential', 'database', ({ plan }) => {
  const { database, etcd, registry, kubernetes, rainbond } = plan;
  const found: Found[] = [];
  const say = (service: string, severity: Found['severity'], section: Found['section'], path: string) =>
    found.push({ severity, section, path, values: { service } });
  if (kubernetes.distribution === 'existing' && kubernetes.kubeconfig === '') {
    say('kubernetes', 'block', 'kubernetes', 'kubernetes.kubeconfig');
  }
  // etcd over https proves its clients by their certificate.
  const secured = etcd.kind === 'external' && etcd.endpoints.some((endpoint) => !endpoint.startsWith('http://'));
  if (etcd.kind === 'external' && secured && etcd.credential === '') say('etcd', 'block', 'etcd', 'etcd.credential');
  // A registry may let everybody push; few do.
  if (registry.kind === 'external' && registry.credential === '' && rainbond.kind !== 'none') {
    say('registry', 'warn', 'registry', 'registry.credential');
  }
  if (database.kind === 'external' && database.credential === '') {
    say('database', 'block', 'database', 'database.credential');
  }
  return found;
});
