import { isIP } from 'node:net';
import { KubeConfig } from '@kubernetes/client-node';

/**
 * The kubeconfig's current cluster, reached at a port of this machine. The certificate is still checked, against the
 * name that the kubeconfig gives; for an address, against `kubernetes`, which every API server's certificate carries
 * (kubeadm and RKE2 both put it there), because TLS sends no server name for an address.
 */
export function throughTunnel(kubeconfig: string, port: number): KubeConfig {
  const config = new KubeConfig();
  config.loadFromString(kubeconfig);
  const current = config.getCurrentCluster();
  if (!current) throw new Error('the kubeconfig names no current cluster');
  const { hostname } = new URL(current.server);
  const name = current.tlsServerName ?? (isIP(hostname.replace(/^\[|\]$/g, '')) ? 'kubernetes' : hostname);
  config.clusters = config.clusters.map((cluster) =>
    cluster.name === current.name
      ? { ...cluster, server: `https://127.0.0.1:${port}`, tlsServerName: name, proxyUrl: undefined }
      : cluster,
  );
  return config;
}
