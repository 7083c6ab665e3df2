import { hostsWithRole, internalAddressOf, type Plan, type PlanHost } from '@/lib/plan/schema';
import { quote } from '@/lib/text/quote';
import type { CheckContext, ProbeCheck } from '../../../check';
import { withRole } from '../../../checks/applies';
import { checksOf } from '../probe-check';

/** Ports of Rainbond's gateways that the design asks of a load balancer, and of the Kubernetes API. */
export const gatewayPorts = [80, 443, 6060, 7070, 8443];
export const apiPort = 6443;

export type Balanced = {
  /** Prefix of its checks. */
  id: 'lb.gateway' | 'lb.api';
  address: string;
  /** What clients connect to, and what arrives at a backend. */
  ports: { front: number; back: number }[];
  backends: PlanHost[];
};

/** What the plan leaves to a load balancer; the Kubernetes API may go through that of the applications. */
export function balancedOf({ plan }: Pick<CheckContext, 'plan'>): Balanced[] {
  const { application } = plan.entry;
  const found: Balanced[] = [];
  if (application.kind === 'load-balancer' && plan.rainbond.kind !== 'none') {
    const ports = gatewayPorts.map((port) => ({ front: port, back: port }));
    found.push({ id: 'lb.gateway', address: application.address, ports, backends: hostsWithRole(plan, 'gateway') });
  }
  const throughApi = apiEntry(plan);
  if (throughApi && plan.kubernetes.distribution !== 'existing') {
    const ports = [{ front: throughApi.port, back: apiPort }];
    found.push({ id: 'lb.api', address: throughApi.address, ports, backends: hostsWithRole(plan, 'control-plane') });
  }
  return found;
}

function apiEntry({ entry: { api, application } }: Plan): { address: string; port: number } | null {
  if (api.kind === 'load-balancer') return { address: api.address, port: api.port };
  if (api.kind === 'application-entry' && application.kind === 'load-balancer')
    return { address: application.address, port: apiPort };
  return null;
}

const balanced = (context: CheckContext, id: Balanced['id']) => balancedOf(context).find((one) => one.id === id);

const isBackend =
  (id: Balanced['id']): ProbeCheck['appliesTo'] =>
  (context, host) =>
    balanced(context, id)?.backends.some(({ name }) => name === host.name) ?? false;

/** One of several backends stops answering; the plan's last one. */
const isLast =
  (id: Balanced['id']): ProbeCheck['appliesTo'] =>
  (context, host) => {
    const backends = balanced(context, id)?.backends ?? [];
    return backends.length > 1 && backends.at(-1)?.name === host.name;
  };

/** kubelets, and everything else on a node, reach the API through it: also on the control planes themselves. */
const callsApi: ProbeCheck['appliesTo'] = (context, host) =>
  balanced(context, 'lb.api') !== undefined &&
  withRole('control-plane', 'worker', 'gateway', 'build', 'etcd')(context, host);

const check = checksOf('load-balancer', 'entry', isBackend('lb.gateway'));

const by = (id: Balanced['id'], command: (one: Balanced) => string): ProbeCheck['byHand'] =>
  function byHand(context) {
    const one = balanced(context, id);
    return one ? command(one) : '';
  };
const connect = ({ address, ports }: Balanced) =>
  `for port in ${ports.map(({ front }) => front).join(' ')}; do timeout 3 bash -c '</dev/tcp/$0/$1' ${quote(address)} $port && echo "$port open"; done`;
const connectBackend = ({ backends, ports }: Balanced) =>
  `curl -m 3 ${quote(`http://${backends[0] ? internalAddressOf(backends[0]) : ''}:${ports[0]?.back}/`)}`;

export const loadBalancerChecks: ProbeCheck[] = [
  check('lb.gateway', 'Rainbond gateways: TCP 80, 443, 6060, 7070, 8443', by('lb.gateway', connect)),
  check(
    'lb.gateway-drop',
    'health check of the load balancer; threshold ours: 30 s',
    by('lb.gateway', connectBackend),
    { appliesTo: isLast('lb.gateway') },
  ),
  check('lb.api', 'Kubernetes API: TCP 6443', by('lb.api', connect), { appliesTo: isBackend('lb.api') }),
  check('lb.api-drop', 'health check of the load balancer; threshold ours: 30 s', by('lb.api', connectBackend), {
    appliesTo: isLast('lb.api'),
  }),
  check('lb.client', 'kubelet: the API’s address from every node', by('lb.api', connect), { appliesTo: callsApi }),
];
