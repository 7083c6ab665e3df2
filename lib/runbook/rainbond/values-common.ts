import { installVersionOf } from '@/lib/plan/rainbond-images';
import type { Document } from '../overridden-file';
import type { RainbondTarget } from './target';

/** Ids of the secrets that stand in the values. */
export const databaseSecret = 'database-password';
export const registrySecret = 'registry-password';

const quotedSecret = (id: string, credential: string) => (credential === '' ? '' : `@{secret:${id}|json}`);

/** `Cluster.imageHub`: the registry of application images. Without one the chart brings rbd-hub. */
export function imageHubOf({ plan: { registry } }: RainbondTarget): Document {
  if (registry.kind !== 'external') return { enable: false };
  return {
    enable: true,
    domain: registry.address,
    namespace: registry.namespace,
    username: registry.user,
    password: quotedSecret(registrySecret, registry.credential),
  };
}

/**
 * `Cluster.regionDatabase` and `Cluster.uiDatabase`, always both or none: with one of them 6.x leaves its own MySQL out and 5.17
 * keeps it, and either way half of the data would be somewhere that nobody chose.
 */
export function databasesOf({ plan: { database } }: RainbondTarget): Document {
  if (database.kind !== 'external') return { regionDatabase: { enable: false }, uiDatabase: { enable: false } };
  const of = (name: string): Document => ({
    enable: true,
    host: database.host,
    port: database.port,
    name,
    username: database.user,
    password: quotedSecret(databaseSecret, database.credential),
  });
  return { regionDatabase: of(database.regionDatabase), uiDatabase: of(database.consoleDatabase) };
}

/** What both charts call the same: the entry's address (one string), the nodes, the images, the replicas. */
export function placesOf(target: RainbondTarget): Document {
  const { nodes, rainbond } = target;
  return {
    gatewayIngressIPs: target.entryAddress,
    nodesForGateway: nodes
      .filter(({ gateway }) => gateway)
      .map(({ name, internalIP, externalIP }) => ({ name, internalIP, externalIP })),
    nodesForChaos: nodes.filter(({ build }) => build).map(({ name }) => ({ name })),
    rainbondImageRepository: rainbond.imageRepository,
    installVersion: installVersionOf(rainbond),
    imagePullPolicy: 'IfNotPresent',
    replicas: rainbond.replicas,
  };
}
