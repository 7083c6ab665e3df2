import { KubeConfig } from '@kubernetes/client-node';

/** Where the kubeconfig's current cluster listens; null when it names none. An IPv6 address comes without its brackets. */
export function serverOf(kubeconfig: string): { host: string; port: number } | null {
  try {
    const config = new KubeConfig();
    config.loadFromString(kubeconfig);
    const { hostname, port, protocol } = new URL(config.getCurrentCluster()?.server ?? '');
    const usual = protocol === 'http:' ? 80 : 443;
    return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? usual : Number(port) };
  } catch {
    return null;
  }
}
