import { rainbondNamespace } from '@/lib/kubernetes/cluster-parts';
import { finding, passed } from '../../check';
import { clusterCheck, someOf, withRainbond } from './api-check';

/** Something of an earlier Rainbond, and the command that removes it. */
type Leftover = { kind: string; name: string; remove: string };

const nameOf = ({ metadata }: { metadata?: { name?: string } }): string => metadata?.name ?? '';
const ofRainbond = /^(rainbond|rbd-)/;

const leftover = clusterCheck({
  id: 'cluster.leftover',
  source: 'objects of the charts rainbond-cluster 5.17 and rainbond 6.x',
  section: 'rainbond',
  reads: ['namespaces', 'crds', 'clusterRoleBindings', 'webhooks', 'apiServices', 'releases', 'volumes', 'nodes'],
  byHand: `helm list -n ${rainbondNamespace} -a
kubectl get ns ${rainbondNamespace}
kubectl get crd,clusterrolebinding,mutatingwebhookconfiguration,validatingwebhookconfiguration,apiservice | grep -Ei 'rainbond|rbd-'`,
  appliesTo: withRainbond,
  judge: (parts) => {
    const { namespaces, crds, clusterRoleBindings, webhooks, apiServices, releases, volumes, nodes } = parts;
    const release = releases.map(({ metadata }) => metadata?.labels?.name).find((name) => name !== undefined);
    const found: Leftover[] = [];
    const add = (kind: string, names: string[], remove: (name: string) => string) =>
      found.push(...names.map((name) => ({ kind, name, remove: remove(name) })));

    const inside = ({ service }: { service?: { namespace?: string } | undefined }) =>
      service?.namespace === rainbondNamespace;
    add(
      'namespace',
      namespaces.map(nameOf).filter((name) => name === rainbondNamespace),
      (name) => `kubectl delete namespace ${name}`,
    );
    add(
      'webhook',
      webhooks
        .filter(
          (each) => ofRainbond.test(nameOf(each)) || each.webhooks?.some(({ clientConfig }) => inside(clientConfig)),
        )
        .map((each) => `${each.kind.toLowerCase()}/${nameOf(each)}`),
      (name) => `kubectl delete ${name}`,
    );
    add(
      'apiService',
      apiServices.filter(({ spec }) => spec !== undefined && inside(spec)).map(nameOf),
      (name) => `kubectl delete apiservice ${name}`,
    );
    add(
      'clusterRoleBinding',
      clusterRoleBindings
        .filter(
          (each) =>
            ofRainbond.test(nameOf(each)) || each.subjects?.some(({ namespace }) => namespace === rainbondNamespace),
        )
        .map(nameOf),
      (name) => `kubectl delete clusterrolebinding ${name}`,
    );
    add(
      'crd',
      crds.map(nameOf).filter((name) => name.endsWith('.rainbond.io')),
      (name) => `kubectl delete crd ${name}`,
    );
    add(
      'volume',
      volumes.filter(({ spec }) => spec?.claimRef?.namespace === rainbondNamespace).map(nameOf),
      (name) => `kubectl delete pv ${name}`,
    );
    add(
      'node',
      nodes
        .filter(({ metadata }) =>
          [...Object.keys(metadata?.annotations ?? {}), ...Object.keys(metadata?.labels ?? {})].some((key) =>
            key.startsWith('rainbond.io/'),
          ),
        )
        .map(nameOf),
      (name) => `kubectl annotate node ${name} rainbond.io/gateway-node- rainbond.io/chaos-node-`,
    );

    const kinds = [...new Set(found.map(({ kind }) => kind))];
    const values = {
      count: found.length,
      release: release ?? '',
      found: someOf(found.map(({ kind, name }) => `${kind} ${name}`)),
    };
    if (release !== undefined) {
      return finding('warn', { ...values, problem: 'installed' }, `helm uninstall ${release} -n ${rainbondNamespace}`);
    }
    // An empty namespace is what an install begins with, and marks on nodes are set anew.
    const inTheWay = kinds.filter((kind) => kind !== 'namespace' && kind !== 'node');
    if (found.length === 0) return passed({ ...values, problem: 'none' });
    const commands = found.map(({ remove }) => remove).join('\n');
    // helm refuses what another release, or nobody, owns: a ClusterRoleBinding by that name. A webhook or APIService of a service that is
    // gone fails every request that it matches.
    const blocks = inTheWay.some((kind) => ['clusterRoleBinding', 'webhook', 'apiService'].includes(kind));
    if (blocks) return finding('block', { ...values, problem: 'blocks' }, commands);
    return finding(inTheWay.length > 0 ? 'warn' : 'info', { ...values, problem: 'remains' }, commands);
  },
});

const terminating = clusterCheck({
  id: 'cluster.terminating',
  source: 'Kubernetes: namespace finalizers',
  section: 'rainbond',
  reads: ['namespaces', 'apiServices'],
  byHand: 'kubectl get ns | grep Terminating\nkubectl get apiservice | grep False',
  judge: ({ namespaces, apiServices }) => {
    const ending = namespaces.filter(
      ({ status, metadata }) => status?.phase === 'Terminating' || metadata?.deletionTimestamp,
    );
    const dead = apiServices
      .filter(({ status }) => status?.conditions?.some((each) => each.type === 'Available' && each.status === 'False'))
      .map(nameOf);
    const why = ending.flatMap(({ status }) =>
      (status?.conditions ?? []).filter((each) => each.status === 'True').map(({ message = '' }) => message),
    );
    const values = { count: ending.length, found: someOf(ending.map(nameOf)), dead: someOf(dead) };
    const evidence = [...why, ...dead.map((name) => `kubectl delete apiservice ${name}`)].join('\n');
    if (ending.some((each) => nameOf(each) === rainbondNamespace))
      return finding('block', { ...values, problem: 'own' }, evidence);
    if (dead.length > 0) return finding('warn', { ...values, problem: 'dead' }, evidence);
    if (ending.length > 0) return finding('warn', { ...values, problem: 'other' }, evidence);
    return passed({ ...values, problem: 'none' });
  },
});

export const clusterLeftovers = [leftover, terminating];
