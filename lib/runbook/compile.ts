import type { BundleIndex } from '@/lib/plan/bundle-index';
import type { FactsByHost } from '@/lib/plan/facts';
import type { Plan } from '@/lib/plan/schema';
import { unsupported } from '@/lib/plan/unsupported';
import { CompileError } from './compile-error';
import { artifactsFor, type Context, contextOf, type Target } from './context';
import {
  apiPassword,
  applicationPassword,
  holdVip,
  instancesOf,
  keepalived,
  verifyApplicationEntry,
} from './entry/keepalived';
import { entryOfExistingCluster } from './existing-entry';
import { existingTarget } from './existing-target';
import { nfsOfExistingCluster, nfsOfNewCluster, storageNamespaces, storagePhase } from './external-nfs';
import { clock } from './kubernetes/clock';
import { containerRuntime } from './kubernetes/container-runtime';
import { flannel } from './kubernetes/flannel';
import { controlPlaneImages, imageSteps, nodeImages } from './kubernetes/images';
import { init } from './kubernetes/init';
import { joinCredentials, joinEtcd, joinFinish, joinPrepare, joinWorker } from './kubernetes/join';
import { kubelet } from './kubernetes/kubelet';
import { keepalivedPackage, packages } from './kubernetes/packages';
import { prepareOs } from './kubernetes/prepare-os';
import { taintsAndLabels } from './kubernetes/taints-and-labels';
import { verifyApi, verifyEtcd, verifyNetwork, verifyNodes } from './kubernetes/verify';
import { compileRainbond } from './rainbond/compile-rainbond';
import { registryTrust } from './rainbond/registry';
import { rainbondNamespaces, rainbondPhases, rainbondSecrets, rainbondSteps } from './rainbond/steps';
import { rainbondTarget } from './rainbond-target';
import { type Runbook, runbookSchema, type SecretSpec, type Step } from './runbook';
import { stepId } from './step';

const phases = ['prepare', 'runtime', 'images', 'entry', 'control-planes', 'network', 'workers', 'verify'];

function trustOf({ plan }: Context, host: Target): Step[] {
  const trust = registryTrust(plan, host.name, [stepId('container-runtime', host)]);
  return trust ? [trust] : [];
}

function hostSteps(context: Context, host: Target): Step[] {
  // a cluster's beginning waits mostly, so that there is time for it; but the first host's Keepalived is wanted right after
  const late = [...imageSteps(context, host), stepId('kubeadm-init', context.first)];
  const beforeVip = host === context.first ? imageSteps(context, host) : late;
  return [
    packages(context, host),
    prepareOs(context, host),
    containerRuntime(context, host),
    ...trustOf(context, host),
    kubelet(context, host),
    ...(host.controlPlane && artifactsFor(context, host).controlPlaneImages.length > 0
      ? [controlPlaneImages(context, host)]
      : []),
    nodeImages(context, host),
    ...(instancesOf(context, host).length > 0
      ? [keepalivedPackage(context, host, beforeVip), keepalived(context, host)]
      : []),
    clock(context, host, late),
  ];
}

function clusterSteps(context: Context): Step[] {
  const { first, controlPlanes, vip, applicationVip } = context;
  const others = controlPlanes.slice(1);
  return [
    ...(vip ? [holdVip(context, vip)] : []),
    init(context),
    ...(context.hosts.length > 1 ? [joinCredentials(context)] : []),
    flannel(context),
    ...others.flatMap((host, index) => [
      joinPrepare(context, host),
      joinEtcd(context, host, controlPlanes[index] ?? first),
      joinFinish(context, host),
    ]),
    ...context.workers.map((host) => joinWorker(context, host)),
    taintsAndLabels(context),
    verifyEtcd(context),
    verifyNodes(context),
    ...context.hosts.map((host) => verifyApi(context, host)),
    verifyNetwork(context),
    ...(applicationVip
      ? [
          verifyApplicationEntry(context, applicationVip, [
            stepId('verify-nodes', first),
            ...context.gateways.map((host) => stepId('keepalived', host)),
          ]),
        ]
      : []),
  ];
}

function secretsOf({ vip, applicationVip }: Context): SecretSpec[] {
  const password = (id: string): SecretSpec => ({ id, scope: 'plan', kind: 'password-8' });
  return [
    { id: 'bootstrap-token', scope: 'run', kind: 'bootstrap-token' },
    { id: 'certificate-key', scope: 'run', kind: 'hex-32' },
    ...(vip?.vrrpVersion === 2 ? [password(apiPassword)] : []),
    ...(applicationVip?.vrrpVersion === 2 ? [password(applicationPassword)] : []),
  ];
}

/**
 * The runbook that makes the plan's cluster out of these hosts with this bundle, or brings Rainbond onto the one that exists: the same bytes for the same input. Steps
 * stand in order of urgency: of those that could run, the earlier one should.
 *
 * @param planId of the stored plan, which marks what it begins on hosts; '' for a plan from a file, which is known by its name alone
 * @throws CompileError for what the plan's rules and preflight should have said before.
 */
export function compile(plan: Plan, facts: FactsByHost, bundle: BundleIndex, planId = ''): Runbook {
  const refused = unsupported(plan)[0];
  if (refused) throw new CompileError('unsupported', { path: refused.path, choice: refused.choice });
  if (plan.kubernetes.distribution === 'existing') {
    const target = existingTarget(plan, facts, bundle);
    const entry = entryOfExistingCluster(plan, target.runner.host, facts, bundle);
    return compileRainbond(target, {
      ...entry,
      steps: [...entry.steps, ...nfsOfExistingCluster(target, facts, bundle)],
    });
  }
  const context = contextOf(plan, facts, bundle, planId);
  const target = rainbondTarget(context);
  const storage = nfsOfNewCluster(context);
  const entry = context.applicationVip ? [stepId('verify-application-entry', context.first)] : [];
  const rainbond = target ? rainbondSteps(target, entry) : [];
  // the first control plane's way is the longest: its steps come first
  const ordered = [context.first, ...context.hosts.filter((host) => host !== context.first)];
  return runbookSchema.parse({
    formatVersion: 1,
    kind: 'install',
    plan: plan.name,
    hosts: context.hosts.map(({ name, address, roles }) => ({ name, address, roles })),
    phases: [...phases, ...(storage.length > 0 ? [storagePhase] : []), ...(target ? rainbondPhases : [])].map((id) => ({
      id,
    })),
    secrets: [...secretsOf(context), ...(target ? rainbondSecrets(target) : [])],
    steps: [...ordered.flatMap((host) => hostSteps(context, host)), ...clusterSteps(context), ...storage, ...rainbond],
    watch: {
      kubeconfigOutput: 'admin-kubeconfig',
      namespaces: [
        'kube-system',
        'kube-flannel',
        'slipway-verify',
        ...(storage.length > 0 ? storageNamespaces : []),
        ...(target ? rainbondNamespaces : []),
      ],
      rainbond: target !== null,
    },
  });
}
