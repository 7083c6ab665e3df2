/** Why something of the plan is not in the file; texts: `plan.export.reasons.<reason>`. Letters only. */
export const exportReasons = [
  'installsRainbond',
  'installsRke',
  'mysqlInCluster',
  'noField',
  'oneNfsServer',
  'passwordLogin',
  'rootOnly',
] as const;
export type ExportReason = (typeof exportReasons)[number];

/** Something of the plan, by its path, that the other program's format can't say. */
export type NotExported = { path: string; reason: ExportReason };

/** A text for another program. Secrets are never in it: `placeholders` name the environment variables that stand for them. */
export type Exported = { text: string; notExported: NotExported[]; placeholders: string[] };

/** `ssh password`, `node-1` become `SSH_PASSWORD_NODE_1`. */
export function placeholderName(...parts: string[]): string {
  const name = parts
    .join('_')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_');
  return name.replace(/^_+|_+$/g, '');
}
