import { chartCredentialPath, chartSourceOf } from './chart-source';
import type { Plan, PlanSection } from './schema';

/** What a stored credential may be. A text of each: `kinds.<kind>` in messages/<language>/hosts.json. */
export const credentialKinds = ['password', 'private-key', 'client-certificate', 'kubeconfig'] as const;
export type CredentialKind = (typeof credentialKinds)[number];

/** Most characters of one text of a credential: a kubeconfig of some hundred clusters. Next.js takes 1 MB in a request. */
export const credentialTextLimit = 256 * 1024;

/** Where a plan names a credential. */
export const credentialPlaces = ['host', 'bastion', 'etcd', 'registry', 'database', 'kubernetes', 'charts'] as const;
export type CredentialPlace = (typeof credentialPlaces)[number];

/**
 * Kinds that fit a place, the usual one first: SSH takes a password or a key, a registry, a helm repository and MySQL a password, etcd knows
 * its clients by their certificate, and a cluster that exists is reached by a kubeconfig.
 */
export const fittingKinds: Record<CredentialPlace, readonly CredentialKind[]> = {
  host: ['password', 'private-key'],
  bastion: ['password', 'private-key'],
  etcd: ['client-certificate'],
  registry: ['password'],
  database: ['password'],
  kubernetes: ['kubeconfig'],
  charts: ['password'],
};

/** Ways to sign in over SSH; only they can have a sudo password, and only they may take each other's place. */
export const isLogin = (kind: CredentialKind): boolean => fittingKinds.host.includes(kind);

/** A place of a plan that names a credential, or may. */
export type CredentialUse = {
  place: CredentialPlace;
  section: PlanSection;
  /** `hosts.0.ssh.credential` */
  path: string;
  /** '' while none is chosen. */
  id: string;
  /** Name of the host that it lets into; null for a service. */
  host: string | null;
};

/** Every place of the plan that a credential belongs to, in the document's order. */
export function credentialUses(plan: Plan): CredentialUse[] {
  const uses: CredentialUse[] = [];
  plan.hosts.forEach(({ name, ssh }, index) => {
    const at = `hosts.${index}.ssh`;
    uses.push({ place: 'host', section: 'hosts', path: `${at}.credential`, id: ssh.credential, host: name });
    ssh.via?.forEach((hop, order) => {
      const path = `${at}.via.${order}.credential`;
      uses.push({ place: 'bastion', section: 'hosts', path, id: hop.credential, host: name });
    });
  });
  const service = (place: 'kubernetes' | 'etcd' | 'registry' | 'database', field: string, id: string) =>
    uses.push({ place, section: place, path: `${place}.${field}`, id, host: null });
  const { kubernetes, etcd, registry, database } = plan;
  if (kubernetes.distribution === 'existing') service('kubernetes', 'kubeconfig', kubernetes.kubeconfig);
  if (etcd.kind === 'external') service('etcd', 'credential', etcd.credential);
  if (registry.kind === 'external') service('registry', 'credential', registry.credential);
  if (database.kind === 'external') service('database', 'credential', database.credential);
  const chart = chartSourceOf(plan);
  if (chart?.kind === 'repository')
    uses.push({ place: 'charts', section: 'rainbond', path: chartCredentialPath, id: chart.credential, host: null });
  return uses;
}
