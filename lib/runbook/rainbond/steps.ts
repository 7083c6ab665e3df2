import { CompileError } from '../compile-error';
import type { SecretSpec, Step } from '../runbook';
import { stepId } from '../step';
import { chartSecret, rainbondChart } from './chart';
import { kubeconfigSecret } from './cluster-step';
import { rainbondComponents, rainbondSuffix } from './components';
import { rainbondConsole } from './console';
import { rainbondDns } from './dns';
import { rainbondEntryPorts } from './entry-proof';
import { etcdEndpoints, etcdSecrets } from './etcd';
import { rainbondEtcdSecret } from './etcd-secret';
import { rainbondHelm } from './helm';
import { imageStepIds, rainbondImages } from './images';
import { namespace, proofNamespace } from './names';
import { rainbondNamespace } from './namespace';
import { rainbondNodes } from './nodes';
import { rainbondReady } from './proof';
import { rainbondRegionApi, rainbondRegionConfig } from './region';
import { rainbondRegistrySecret } from './registry';
import type { RainbondTarget } from './target';
import { rainbondTestApplication } from './test-application';
import { databaseSecret, registrySecret } from './values-common';

/** Phases of what `rainbondSteps` gives, in their order. */
export const rainbondPhases = ['rainbond', 'proof'];

/** Namespaces whose pods and events are worth watching meanwhile. */
export const rainbondNamespaces = [namespace, proofNamespace];

/**
 * What stands in scripts as it is. The plan's rules refuse anything else before; this is for plans that nobody asked them about.
 *
 * @throws CompileError
 */
function refuseUnsafe(target: RainbondTarget): void {
  const { plan, rainbond } = target;
  const words: [string, string][] = [
    ['entry.application.address', target.entryAddress],
    ['rainbond.domainSuffix', target.domainSuffix],
    ['rainbond.version', rainbond.version],
    ['rainbond.imageRepository', rainbond.imageRepository],
    ['registry.address', plan.registry.kind === 'external' ? plan.registry.address : ''],
    ...etcdEndpoints(target).map((endpoint): [string, string] => ['etcd.endpoints', endpoint]),
    ...target.nodes.map(({ name }): [string, string] => ['hosts.name', name]),
  ];
  for (const [path, found] of words)
    if (!/^([A-Za-z0-9][A-Za-z0-9._:/-]*)?$/.test(found)) throw new CompileError('value-unusable', { path, found });
}

/**
 * Everything from the namespace to the proof. @param entry steps after which the entry's address is held: the proof needs it
 */
export function rainbondSteps(target: RainbondTarget, entry: string[] = []): Step[] {
  const { host } = target.runner;
  refuseUnsafe(target);
  const prepared = [
    rainbondNamespace(target),
    rainbondEtcdSecret(target),
    rainbondRegistrySecret(target),
    rainbondNodes(target),
    rainbondDns(target),
    rainbondChart(target),
  ].flatMap((step) => (step ? [step] : []));
  const images = target.nodes.flatMap((node) => rainbondImages(target, node) ?? []);
  const suffix = rainbondSuffix(target);
  const consoleStep = rainbondConsole(target);
  const made = [stepId(consoleStep ? 'rainbond-console' : 'rainbond-components', { name: host }), ...entry];
  const proofs = [
    rainbondRegionConfig(target, made),
    rainbondRegionApi(target),
    rainbondEntryPorts(target, made),
    rainbondTestApplication(target, [stepId('rainbond-entry-ports', { name: host })]),
  ];
  return [
    ...images,
    ...prepared,
    rainbondHelm(target, [...prepared.map(({ id }) => id), ...imageStepIds(target)]),
    ...(suffix ? [suffix] : []),
    rainbondComponents(target),
    ...(consoleStep ? [consoleStep] : []),
    ...proofs,
    rainbondReady(
      target,
      proofs.map(({ id }) => id),
    ),
  ];
}

/** Secrets that the steps' files ask for: parts of the credentials that the plan names. */
export function rainbondSecrets(target: RainbondTarget): SecretSpec[] {
  const { plan, runner, charts } = target;
  const secrets: SecretSpec[] = [];
  const add = (id: string, credential: string, part: 'password' | 'ca' | 'certificate' | 'key' | 'kubeconfig') =>
    secrets.push({ id, scope: 'credential', credential, part });
  if (plan.database.kind === 'external' && plan.database.credential)
    add(databaseSecret, plan.database.credential, 'password');
  if (plan.registry.kind === 'external' && plan.registry.credential)
    add(registrySecret, plan.registry.credential, 'password');
  if (plan.etcd.kind === 'external' && etcdEndpoints(target).length > 0) {
    add(etcdSecrets.ca, plan.etcd.credential, 'ca');
    add(etcdSecrets.certificate, plan.etcd.credential, 'certificate');
    add(etcdSecrets.key, plan.etcd.credential, 'key');
  }
  if (charts.kind === 'repository' && charts.source.credential) add(chartSecret, charts.source.credential, 'password');
  if (runner.kubeconfig === 'secret') add(kubeconfigSecret, plan.kubernetes.kubeconfig, 'kubeconfig');
  return secrets;
}
