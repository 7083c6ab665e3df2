import { Document } from 'yaml';
import type { RawApi } from '@/lib/kubernetes/raw-api';

const path = '/api/v1/namespaces/rbd-system/configmaps/region-config';

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
 * @throws when the API doesn't answer, or refuses
 */
export async function readRegionConfig(api: RawApi, signal: AbortSignal): Promise<string | null> {
  const { status, body } = await api.get(path, { deadlineMs: 15_000, signal });
  if (status === 404) return null;
  if (status !== 200) throw new Error(`configmap rbd-system/region-config: HTTP ${status}`);
  return regionConfigYaml(body);
}

/** @param configMap as the API gives it, JSON */
export function regionConfigYaml(configMap: string): string {
  const { data = {}, binaryData = {} } = JSON.parse(configMap) as {
    data?: Record<string, string>;
    binaryData?: Record<string, string>;
  };
  const values = new Map(Object.entries(data));
  for (const [key, base64] of Object.entries(binaryData)) values.set(key, Buffer.from(base64, 'base64').toString());
  const place = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  const sorted = [...values].toSorted(([a], [b]) => place(a) - place(b) || a.localeCompare(b));
  return new Document(Object.fromEntries(sorted)).toString({ lineWidth: 0, blockQuote: 'literal' });
}
