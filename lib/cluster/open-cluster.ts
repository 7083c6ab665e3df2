import { type ConnectOptions, connect } from '@/lib/hosts/connect';
import type { HostConnection } from '@/lib/hosts/connection';
import type { HostTarget } from '@/lib/hosts/target';
import { ApiClient } from '@/lib/kubernetes/api-client';
import { KubernetesApiError } from '@/lib/kubernetes/api-error';
import { refuseProxy } from '@/lib/kubernetes/refuse-proxy';
import { serverOf } from '@/lib/kubernetes/server-of';

export type Way = {
  kubeconfig: string;
  /** The node that the API is reached through by SSH; null: the console goes there itself. */
  through: HostTarget | null;
};

/** An API server that can be asked, and what has to be closed afterwards. */
export type OpenCluster = {
  api: ApiClient;
  /** Null when the API is reached directly. */
  connection: HostConnection | null;
  close: () => Promise<void>;
};

/**
 * Opens the way to a cluster. By SSH it ends at the server that the kubeconfig names, as seen from that node: `127.0.0.1` in it means the node
 * itself, as in the kubeconfigs that RKE2 and K3s write.
 *
 * @throws HostError when the node can't be reached, KubernetesApiError `kubeconfig`, `proxy`
 */
export async function openCluster(
  { kubeconfig, through }: Way,
  options: ConnectOptions & { connect?: typeof connect } = {},
): Promise<OpenCluster> {
  refuseProxy(kubeconfig);
  if (!through) {
    const api = await ApiClient.open({ kubeconfig });
    return { api, connection: null, close: () => api.close() };
  }
  const server = serverOf(kubeconfig);
  if (!server) throw new KubernetesApiError('kubeconfig');
  const { connect: connectTo = connect, ...rest } = options;
  const connection = await connectTo(through, rest);
  try {
    const api = await ApiClient.open({ kubeconfig, tunnel: () => connection.forward(server.host, server.port) });
    const close = async () => {
      await api.close();
      connection.close();
    };
    return { api, connection, close };
  } catch (error) {
    connection.close();
    throw error;
  }
}
