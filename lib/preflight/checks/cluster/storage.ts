import type { V1Pod, V1StorageClass } from '@kubernetes/client-node';
import type { Plan } from '@/lib/plan/schema';
import { type CheckContext, finding, type Outcome, passed } from '../../check';
import { clusterCheck, someOf, withRainbond } from './api-check';

/** A claim of a class that binds at once waits this long at most, milliseconds, before it says that nobody makes its volume. */
const claimMs = 120_000;

const classOf = ({ storage }: Plan): { name: string; shared: boolean } | null =>
  storage.kind === 'storage-class' ? { name: storage.name, shared: storage.shared } : null;
const named = ({ plan }: CheckContext): boolean => classOf(plan) !== null;
const nameOf = ({ metadata }: { metadata?: { name?: string } }): string => metadata?.name ?? '';
const isDefault = ({ metadata }: V1StorageClass): boolean =>
  ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class'].some(
    (key) => metadata?.annotations?.[key] === 'true',
  );

/** What the plan names; `missing` is said by cluster.storageclass only. */
function withClass(plan: Plan, classes: readonly V1StorageClass[], judge: (each: V1StorageClass) => Outcome): Outcome {
  const wanted = classOf(plan);
  const found = classes.find((each) => nameOf(each) === wanted?.name);
  return found ? judge(found) : { state: 'not-run', reason: 'depends', values: { check: 'cluster.storageclass' } };
}

const exists = clusterCheck({
  id: 'cluster.storageclass',
  source: 'GET /apis/storage.k8s.io/v1/storageclasses',
  section: 'storage',
  reads: ['storageClasses'],
  byHand: 'kubectl get storageclass',
  appliesTo: named,
  judge: ({ storageClasses }, { plan }) => {
    const needed = classOf(plan)?.name ?? '';
    const found = storageClasses.find((each) => nameOf(each) === needed);
    const values = { needed, found: someOf(storageClasses.map(nameOf)), provisioner: found?.provisioner ?? '' };
    return found ? passed(values) : finding('block', values);
  },
});

const standard = clusterCheck({
  id: 'cluster.default-class',
  source: 'Kubernetes: default StorageClass',
  section: 'storage',
  reads: ['storageClasses'],
  byHand: 'kubectl get storageclass',
  appliesTo: withRainbond,
  judge: ({ storageClasses }) => {
    const found = storageClasses.filter(isDefault).map(nameOf);
    const values = { count: found.length, found: someOf(found) };
    if (found.length === 1) return passed(values);
    return finding(found.length === 0 ? 'info' : 'warn', values);
  },
});

/** Provisioners that their own pods don't name: the image does. */
const byImage: [RegExp, RegExp][] = [
  [/^rancher\.io\/local-path$/, /local-path-provisioner/],
  [/^(cluster\.local\/|k8s-sigs\.io\/|fuseim\.pri\/).*/, /nfs-(subdir-external|client)-provisioner/],
];

/** Whether a pod says that it is this provisioner: by an argument, an environment variable or its image. */
function isProvisioner({ spec }: V1Pod, provisioner: string): boolean {
  const image = byImage.find(([name]) => name.test(provisioner))?.[1];
  return (spec?.containers ?? []).some((container) => {
    const texts = [
      ...(container.command ?? []),
      ...(container.args ?? []),
      ...(container.env ?? []).map((env) => env.value ?? ''),
    ];
    return (
      texts.some((text) => text === provisioner || text.endsWith(`=${provisioner}`)) ||
      image?.test(container.image ?? '') === true
    );
  });
}

const isReady = ({ status }: V1Pod): boolean =>
  status?.conditions?.some(({ type, status: state }) => type === 'Ready' && state === 'True') ?? false;

const provisioner = clusterCheck({
  id: 'cluster.provisioner',
  source: 'Kubernetes: dynamic provisioning; pods, volumes and claims of the class',
  section: 'storage',
  reads: ['storageClasses', 'pods', 'volumes', 'claims'],
  byHand: 'kubectl get pods -A | grep -Ei "provisioner|csi"\nkubectl get pvc -A',
  appliesTo: named,
  judge: ({ storageClasses, pods, volumes, claims }, { plan }) =>
    withClass(plan, storageClasses, (own) => {
      const name = nameOf(own);
      const found = own.provisioner;
      const running = pods.filter((pod) => isProvisioner(pod, found));
      const podNames = someOf(running.map((pod) => `${pod.metadata?.namespace}/${nameOf(pod)}`));
      const made = volumes.filter(({ spec }) => spec?.storageClassName === name);
      const waiting = claims.filter(
        ({ spec, status, metadata }) =>
          spec?.storageClassName === name &&
          status?.phase === 'Pending' &&
          own.volumeBindingMode !== 'WaitForFirstConsumer' &&
          Date.now() - new Date(metadata?.creationTimestamp ?? Date.now()).getTime() > claimMs,
      );
      const values = { found, pods: podNames, made: made.length, waiting: waiting.length };
      if (found === 'kubernetes.io/no-provisioner') {
        const free = made.filter(({ status }) => status?.phase === 'Available').length;
        return finding('warn', { ...values, made: free, problem: 'byHand' });
      }
      if (waiting.length > 0) return finding('block', { ...values, problem: 'waiting' }, someOf(waiting.map(nameOf)));
      if (running.some(isReady)) return passed({ ...values, problem: 'none' });
      if (running.length > 0) return finding('block', { ...values, problem: 'notReady' });
      // It has made volumes, and no pod says that it is the one: some run outside the cluster.
      if (made.some(({ metadata }) => metadata?.annotations?.['pv.kubernetes.io/provisioned-by'] === found))
        return finding('info', { ...values, problem: 'unseen' });
      return finding('warn', { ...values, problem: 'nobody' });
    }),
});

/** By each provisioner's own documentation. What isn't here may be either. */
const kinds: [RegExp, 'shared' | 'single'][] = [
  [/nfs/i, 'shared'],
  [/cephfs/, 'shared'],
  [/^driver\.longhorn\.io$/, 'shared'],
  [/^(efs\.csi\.aws\.com|file\.csi\.azure\.com|filestore\.csi\.storage\.gke\.io)$/, 'shared'],
  [/^nasplugin\.csi\.alibabacloud\.com$/, 'shared'],
  [/^com\.tencent\.cloud\.csi\.cfs$/, 'shared'],
  [/rbd\.csi\.ceph\.com$/, 'single'],
  [/^(ebs\.csi\.aws\.com|disk\.csi\.azure\.com|pd\.csi\.storage\.gke\.io)$/, 'single'],
  [/^kubernetes\.io\/(aws-ebs|azure-disk|gce-pd|cinder|vsphere-volume)$/, 'single'],
  [/^diskplugin\.csi\.alibabacloud\.com$/, 'single'],
  [/^(openebs\.io\/local|topolvm\.io|local\.csi\.openebs\.io)$/, 'single'],
];

const shared = clusterCheck({
  id: 'cluster.shared',
  source: 'Kubernetes: access modes; documentation of the provisioner',
  section: 'storage',
  reads: ['storageClasses', 'volumes'],
  byHand: 'kubectl get pv -o custom-columns=NAME:.metadata.name,CLASS:.spec.storageClassName,MODES:.spec.accessModes',
  appliesTo: ({ plan }) => classOf(plan)?.shared === true,
  judge: ({ storageClasses, volumes }, { plan }) =>
    withClass(plan, storageClasses, (own) => {
      const proof = volumes.filter(
        ({ spec, status }) =>
          spec?.storageClassName === nameOf(own) &&
          status?.phase === 'Bound' &&
          spec.accessModes?.includes('ReadWriteMany'),
      );
      const known = kinds.find(([pattern]) => pattern.test(own.provisioner))?.[1];
      const values = { found: own.provisioner, volumes: proof.length };
      if (proof.length > 0) return passed({ ...values, known: 'bound' });
      if (known === 'shared') return passed({ ...values, known });
      if (known === 'single') return finding('block', { ...values, known });
      return finding('warn', { ...values, known: 'unknown' });
    }),
});

export const clusterStorage = [exists, provisioner, shared, standard];
