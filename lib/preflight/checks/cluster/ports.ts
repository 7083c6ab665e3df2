import type { V1Pod } from '@kubernetes/client-node';
import { rainbondNamespace } from '@/lib/kubernetes/cluster-parts';
import { finding, passed } from '../../check';
import { nodeCheck, someOf, withRainbond } from './api-check';

/** Rainbond's gateway listens on these on its host (docs of 5.17; the APISIX configuration of 6.x). */
const gatewayPorts: Record<string, readonly number[]> = {
  '5.17': [80, 443, 6060, 7070, 8443, 10254, 18080, 18081],
  '6.x': [80, 443, 6060, 7070, 8443, 7080, 8889, 9180, 8099],
};

/** Ports of the host that a pod has: by hostPort, or by its declared ports on the host's network. */
function hostPortsOf({ spec }: V1Pod): number[] {
  const containers = [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])];
  return containers.flatMap(({ ports = [] }) =>
    ports.flatMap(({ hostPort, containerPort, protocol = 'TCP' }) => {
      if (protocol !== 'TCP') return [];
      return spec?.hostNetwork ? [containerPort] : hostPort ? [hostPort] : [];
    }),
  );
}

const ports = nodeCheck({
  id: 'node.ports',
  source: 'Rainbond: ports of the gateway; hostPort and hostNetwork of pods',
  section: 'hosts',
  reads: ['pods'],
  byHand:
    'kubectl get pods -A -o wide --field-selector spec.nodeName=NODE | grep -Ei "ingress|traefik|svclb|nginx|gateway"',
  appliesTo: (context, host) => withRainbond(context) && host.roles.includes('gateway'),
  judge: ({ pods }, { plan }, host) => {
    const wanted = gatewayPorts[plan.rainbond.kind] ?? [];
    const taken = pods
      .filter(
        ({ spec, status, metadata }) =>
          spec?.nodeName === host.name &&
          metadata?.namespace !== rainbondNamespace &&
          status?.phase !== 'Succeeded' &&
          status?.phase !== 'Failed',
      )
      .flatMap((pod) => {
        const own = [...new Set(hostPortsOf(pod))].filter((port) => wanted.includes(port));
        return own.map((port) => ({ port, pod: `${pod.metadata?.namespace}/${pod.metadata?.name}` }));
      });
    const values = {
      count: taken.length,
      found: someOf(taken.map(({ port, pod }) => `${port}: ${pod}`)),
      needed: wanted.join(', '),
    };
    return taken.length === 0 ? passed(values) : finding('block', values);
  },
});

export const clusterPorts = [ports];
