import { KubeConfig } from '@kubernetes/client-node';
import { KubernetesApiError } from './api-error';

/**
 * A kubeconfig that leads through a proxy: neither the tunnel by SSH nor the console's own connections go there, and an API server that is
 * asked past its proxy may be another one. New ones are refused as they are stored (lib/store/kubeconfig.ts).
 *
 * @throws KubernetesApiError `proxy`; a text that is no kubeconfig is somebody else's to refuse
 */
export function refuseProxy(kubeconfig: string): void {
  const proxy = proxyOf(kubeconfig);
  if (proxy === '') return;
  // Its user and password are nobody's to read.
  const { protocol = '', host = '' } = URL.canParse(proxy) ? new URL(proxy) : {};
  throw new KubernetesApiError('proxy', { found: host ? `${protocol}//${host}` : '…' });
}

function proxyOf(kubeconfig: string): string {
  try {
    const config = new KubeConfig();
    config.loadFromString(kubeconfig);
    return config.getCurrentCluster()?.proxyUrl ?? '';
  } catch {
    return '';
  }
}
