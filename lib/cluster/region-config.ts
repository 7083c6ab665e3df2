import type { V1ConfigMap } from '@kubernetes/client-node';
import { Document } from 'yaml';
import type { ApiClient } from '@/lib/kubernetes/api-client';

const path = '/api/v1/namespaces/rbd-system/configmaps/region-config';

type ConfigMap = Pick<V1ConfigMap, 'data' | 'binaryData'>;

/** What a console imports a cluster by: certificates first, then addresses, as `grctl config` prints them. */
const order = [
  'client.pem',
  'client.key.pem',
  'ca.pem',
  'apiAddress',
  'websocketAddress',
  'defaultDomainSuffix',
  'defaultTCPHost',
];

/**
 * Rainbond's own description of this cluster for a console, read just now. It holds a client key of the region API: a secret.
 * Null while there is none.
 *
 * @throws KubernetesApiError
 */
export async function readRegionConfig(api: ApiClient, signal: AbortSignal): Promise<string | null> {
  const found = await api.find<ConfigMap>(path, { deadlineMs: 15_000, signal });
  return found && regionConfigYaml(found);
}

export function regionConfigYaml({ data = {}, binaryData = {} }: ConfigMap): string {
  const values = new Map(Object.entries(data));
  for (const [key, base64] of Object.entries(binaryData)) values.set(key, Buffer.from(base64, 'base64').toString());
  const place = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  const sorted = [...values].toSorted(([a], [b]) => place(a) - place(b) || a.localeCompare(b));
  return new Document(Object.fromEntries(sorted)).toString({ lineWidth: 0, blockQuote: 'literal' });
}
