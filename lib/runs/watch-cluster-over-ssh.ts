import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { serverOf } from '@/lib/kubernetes/server-of';
import { watchCluster } from '@/lib/kubernetes/watch-cluster';
import type { Engine } from './engine';

const apiPort = 6443;
/** A direct connection is waited for so long, milliseconds. */
const connectMs = 10_000;

type Watch = Parameters<Engine['watchCluster']>[0];

/**
 * The run's cluster. One that the run makes is reached through a control plane by SSH: the console needs no route to the cluster's own
 * address. Any control plane serves; one that is away is passed over. One that exists is reached as the plan says: at the address of
 * its kubeconfig, from here or from the host that helm runs on.
 */
export const watchClusterOverSsh: Engine['watchCluster'] = async (watch) => {
  const { kubeconfig, runbook, sink, signal } = watch;
  const { namespaces = [], rainbond = false, existing } = runbook.watch ?? {};
  const tunnel = existing ? toExisting(watch, existing.through) : throughControlPlanes(watch);
  await watchCluster({ kubeconfig, tunnel, namespaces, rainbond, sink, signal });
};

function toExisting({ kubeconfig, hosts }: Watch, through: string): () => Promise<Duplex> {
  const server = serverOf(kubeconfig);
  if (!server) throw new Error('the kubeconfig names no current cluster');
  const { host, port } = server;
  return through === '' ? () => connected(host, port) : () => hosts.forward(through, host, port);
}

function connected(host: string, port: number): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: connectMs });
    socket.once('timeout', () => socket.destroy(new Error(`no answer from ${host}:${port}`)));
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.off('error', reject);
      resolve(socket);
    });
  });
}

function throughControlPlanes({ runbook, hosts }: Watch): () => Promise<Duplex> {
  const controlPlanes = runbook.hosts.filter((host) => host.roles.includes('control-plane'));
  let first = 0;
  return async () => {
    let failure: unknown = new Error('the runbook names no control plane');
    for (let tried = 0; tried < controlPlanes.length; tried += 1) {
      const host = controlPlanes[(first + tried) % controlPlanes.length];
      if (!host) continue;
      try {
        const stream = await hosts.forward(host.name, '127.0.0.1', apiPort);
        first = (first + tried) % controlPlanes.length;
        return stream;
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  };
}
