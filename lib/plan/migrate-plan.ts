import { type DocumentIssue, documentIssue } from './document-issue';
import { type Plan, planSchema, planSchemaVersion } from './schema';

/** `code` is a key of `plan.document` in the catalogue. */
export class PlanDocumentError extends Error {
  constructor(
    readonly code: 'newerVersion' | 'noVersion' | 'shape',
    readonly values: { found: number; needed: number },
    readonly issues: DocumentIssue[] = [],
  ) {
    const places = issues
      .map((issue) => `${issue.path.join('.') || 'document'}: ${issue.code} ${issue.found}`)
      .join('; ');
    super(
      `plan document: ${code}, found schema version ${values.found}, needed ${values.needed}${places && `; ${places}`}`,
    );
    this.name = 'PlanDocumentError';
  }
}

/** By version that it comes from: the document as the next version would have it. */
const steps: Record<number, (document: Record<string, unknown>) => Record<string, unknown>> = {
  // Failure domains were only names at the hosts.
  1: (document) => ({ ...document, schemaVersion: 2, domains: domainsOfHosts(document.hosts) }),
  // A host had one bastion at most.
  2: (document) => ({ ...document, schemaVersion: 3, hosts: hostsWithHops(document.hosts) }),
};

function hostsWithHops(hosts: unknown): unknown {
  if (!Array.isArray(hosts)) return hosts;
  return hosts.map((host: unknown) => {
    const ssh = isRecord(host) ? host.ssh : undefined;
    if (!isRecord(host) || !isRecord(ssh) || !('bastion' in ssh)) return host;
    const { bastion, ...rest } = ssh;
    return { ...host, ssh: bastion === undefined || bastion === null ? rest : { ...rest, via: [bastion] } };
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function domainsOfHosts(hosts: unknown): { name: string }[] {
  const names = (Array.isArray(hosts) ? hosts : []).flatMap((host: unknown) => {
    const name = (host as { failureDomain?: unknown } | null)?.failureDomain;
    return typeof name === 'string' && name !== '' ? [name] : [];
  });
  return [...new Set(names)].map((name) => ({ name }));
}

/**
 * A document of any known version as the latest. Fields that it leaves out get their defaults.
 *
 * @throws PlanDocumentError when the version is missing or newer than this program, or when the shape is wrong
 */
export function migratePlan(document: unknown): Plan {
  const current = latestDocument(document);
  const parsed = planSchema.safeParse(current);
  if (parsed.success) return parsed.data;
  const values = { found: planSchemaVersion, needed: planSchemaVersion };
  throw new PlanDocumentError(
    'shape',
    values,
    parsed.error.issues.map((issue) => documentIssue(issue, current)),
  );
}

/**
 * The document as this version would have written it, its shape not looked at.
 *
 * @throws PlanDocumentError when the version is missing or newer than this program
 */
export function latestDocument(document: unknown): Record<string, unknown> {
  const found = versionOf(document);
  const values = { found: found ?? 0, needed: planSchemaVersion };
  if (found === null) throw new PlanDocumentError('noVersion', values);
  if (found > planSchemaVersion) throw new PlanDocumentError('newerVersion', values);
  let current = document as Record<string, unknown>;
  for (let version = found; version < planSchemaVersion; version += 1) current = steps[version]?.(current) ?? current;
  return current;
}

function versionOf(document: unknown): number | null {
  if (typeof document !== 'object' || document === null) return null;
  const version = (document as { schemaVersion?: unknown }).schemaVersion;
  return Number.isInteger(version) && Number(version) >= 1 ? Number(version) : null;
}
