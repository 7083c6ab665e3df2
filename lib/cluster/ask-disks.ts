import type { ApiClient } from '@/lib/kubernetes/api-client';
import type { DiskReading } from './readings';

/** The kubelet's own filesystem in its stats (`/stats/summary`, `node.fs`); null where it doesn't say. */
export function diskOf(summary: string): { used: number; of: number } | null {
  try {
    const { node } = JSON.parse(summary) as { node?: { fs?: { usedBytes?: number; capacityBytes?: number } } };
    const { usedBytes, capacityBytes } = node?.fs ?? {};
    return typeof usedBytes === 'number' && typeof capacityBytes === 'number' && capacityBytes > 0
      ? { used: usedBytes, of: capacityBytes }
      : null;
  } catch {
    return null;
  }
}

const atOnce = 8;

/** Asks each node's kubelet through the API server; nodes that don't answer are absent. @throws when none of them does */
export async function askDisks(api: ApiClient, nodes: string[], signal: AbortSignal): Promise<DiskReading> {
  const found: DiskReading = {};
  let problem = '';
  const rest = [...nodes];
  const worker = async () => {
    for (let node = rest.shift(); node !== undefined && !signal.aborted; node = rest.shift()) {
      try {
        const path = `/api/v1/nodes/${encodeURIComponent(node)}/proxy/stats/summary`;
        const answer = await api.ask(path, { signal });
        const disk = answer.status === 200 ? diskOf(answer.text) : null;
        if (disk) found[node] = disk;
        else problem = `${node}: HTTP ${answer.status}`;
      } catch (error) {
        problem = `${node}: ${error instanceof Error ? error.message : String(error)}`;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, nodes.length) }, worker));
  if (nodes.length > 0 && Object.keys(found).length === 0) throw new Error(problem);
  return found;
}
