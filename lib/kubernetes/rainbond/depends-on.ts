/**
 * What a component can't start without, by what the operator passes to it (its handlers, 5.17 and 6.x): when the
 * needed one has a cause, a component that ends or doesn't answer is its consequence.
 */
const needs: Record<string, string[]> = {
  'rbd-api': ['rbd-db', 'rbd-etcd'],
  'rbd-app-ui': ['rbd-db', 'rbd-api'],
  'rbd-worker': ['rbd-db', 'rbd-etcd', 'rbd-mq'],
  'rbd-chaos': ['rbd-db', 'rbd-etcd', 'rbd-mq'],
  'rbd-eventlog': ['rbd-db', 'rbd-etcd'],
  'rbd-mq': ['rbd-db', 'rbd-etcd'],
  'rbd-node': ['rbd-etcd'],
  'rbd-webcli': ['rbd-etcd'],
  'rbd-gateway': ['rbd-etcd'],
  'rbd-monitor': ['rbd-etcd'],
  'rbd-resource-proxy': ['rbd-hub'],
};

/** Users of a database by RainbondCluster's condition about it. */
const usesDatabase: Record<'region' | 'console', string[]> = {
  region: ['rbd-api', 'rbd-worker', 'rbd-chaos', 'rbd-eventlog', 'rbd-mq'],
  console: ['rbd-app-ui'],
};

/** All that the component can't start without, through others too. */
export function neededBy(component: string): Set<string> {
  const found = new Set<string>();
  const visit = (name: string) => {
    for (const need of needs[name] ?? []) {
      if (found.has(need)) continue;
      found.add(need);
      visit(need);
    }
  };
  visit(component);
  return found;
}

/** Whether the component, or something that it needs, works on that database. */
export const worksOn = (component: string, database: 'region' | 'console') =>
  [component, ...neededBy(component)].some((name) => usesDatabase[database].includes(name));
