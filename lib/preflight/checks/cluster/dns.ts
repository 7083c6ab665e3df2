import { isIP } from 'node:net';
import { registryHostOf } from '@/lib/plan/rainbond-images';
import type { Plan } from '@/lib/plan/schema';
import { type CheckContext, finding, notRun, type Outcome, passed } from '../../check';
import { clusterCheck, withRainbond } from './api-check';
import { corefileSays } from './corefile';

/** Where the nodes pull Rainbond's own images from (value rainbondImageRepository of both charts); a name without a registry is Docker's. */
export function imageHostOf({ rainbond }: Plan): string {
  if (rainbond.kind === 'none') return '';
  return registryHostOf(rainbond.imageRepository).replace(/:\d+$/, '') || 'docker.io';
}

/** A name that is forwarded is found where CoreDNS asks, or not: the API doesn't tell, and so nothing is green. */
function judge(corefile: string, name: string): Outcome {
  if (isIP(name) !== 0) return passed({ name, by: 'address', to: name });
  if (corefile === '') return notRun('unreadable', { found: 'kube-system/coredns' });
  const { by, to } = corefileSays(corefile, name);
  const values = { name, by, to };
  if (by === 'forward') return finding('info', values);
  if (by === 'nobody') return finding('block', values);
  return passed(values);
}

const image = clusterCheck({
  id: 'cluster.dns.image',
  source: 'rainbond-operator: condition DNS; Corefile of CoreDNS',
  section: 'rainbond',
  reads: ['corefile'],
  byHand: `kubectl -n kube-system get configmap coredns -o jsonpath='{.data.Corefile}'
kubectl run dns --rm -it --restart=Never --image=busybox -- nslookup REPOSITORY`,
  appliesTo: withRainbond,
  judge: ({ corefile }, { plan }) => judge(corefile, imageHostOf(plan)),
});

const suffixOf = ({ rainbond }: Plan): string => (rainbond.kind === 'none' ? '' : rainbond.domainSuffix);

const wildcard = clusterCheck({
  id: 'cluster.dns.wildcard',
  source: 'Rainbond: suffixHTTPHost; Corefile of CoreDNS',
  section: 'rainbond',
  reads: ['corefile'],
  byHand: "kubectl -n kube-system get configmap coredns -o jsonpath='{.data.Corefile}'",
  appliesTo: (context: CheckContext) => withRainbond(context) && suffixOf(context.plan) !== '',
  judge: ({ corefile }, { plan }) => judge(corefile, `slipway.${suffixOf(plan)}`),
});

export const clusterDns = [image, wildcard];
