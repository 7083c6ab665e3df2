import type { RequestOptions } from 'node:https';
import { isIP } from 'node:net';
import { KubeConfig, type RequestContext } from '@kubernetes/client-node';

/**
 * The kubeconfig's current cluster, reached at a port of this machine. A server that stands behind others, as Rancher's
 * `https://rancher.example/k8s/clusters/c-abc`, is asked under its path and by its own name: what stands in front of it
 * chooses by both. The certificate is still checked, against the name that the kubeconfig gives; for an address, against
 * `kubernetes`, which every API server's certificate carries (kubeadm and RKE2 both put it there), because TLS sends no
 * server name for an address.
 */
export function throughTunnel(kubeconfig: string, port: number): KubeConfig {
  const config = new ByItsOwnName();
  config.loadFromString(kubeconfig);
  const current = config.getCurrentCluster();
  if (!current) throw new Error('the kubeconfig names no current cluster');
  const { host, hostname, pathname } = new URL(current.server);
  const name = current.tlsServerName ?? (isIP(hostname.replace(/^\[|\]$/g, '')) ? 'kubernetes' : hostname);
  // Whoever asks adds a path that begins with a slash.
  const server = `https://127.0.0.1:${port}${pathname.replace(/\/+$/, '')}`;
  config.host = host;
  config.clusters = config.clusters.map((cluster) =>
    cluster.name === current.name ? { ...cluster, server, tlsServerName: name, proxyUrl: undefined } : cluster,
  );
  return config;
}

/** Says to the server which host it was asked as: that of the kubeconfig, and not the tunnel's end. */
class ByItsOwnName extends KubeConfig {
  /** With its port, unless that is HTTPS's own. */
  host = '';

  override async applySecurityAuthentication(context: RequestContext): Promise<void> {
    await super.applySecurityAuthentication(context);
    const sending = context.getDispatcher();
    // A header of this name is left out by fetch itself.
    const named = sending?.compose(
      (send) => (request, answer) => send({ ...request, headers: { ...request.headers, host: this.host } }, answer),
    );
    if (named) context.setDispatcher(named);
  }

  override async applyToHTTPSOptions(options: RequestOptions): Promise<void> {
    await super.applyToHTTPSOptions(options);
    options.headers = { ...options.headers, host: this.host };
  }
}
