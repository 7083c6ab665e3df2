import { parseAllDocuments } from 'yaml';
import { type DocumentError, excerpt } from '../document-error';
import { planFromYaml } from '../plan-yaml';
import { sizeError } from '../read-yaml';
import { importAnsible } from './import-ansible';
import { importCsv, isTitleRow } from './import-csv';
import { importRke } from './import-rke';
import { importRoi } from './import-roi';
import { importSshConfig } from './import-ssh-config';
import type { ImportFormat, ImportResult } from './imported';
import { planNameOf } from './plan-name';
import { readCsv } from './read-csv';

/** `format` is null when the text is none of those that we know. */
export type AnyImport = ImportResult & { format: ImportFormat | null };

type Detected = { format: ImportFormat; form?: 'ini' | 'yaml' } | { format: null; found: string };

/**
 * A plan out of whatever a person has: says which format it took the text for, and then what that format's importer says.
 *
 * @param filename gives the plan its name where the text has none, and tells a CSV from other lines
 */
export function importAny(text: string, filename = ''): AnyImport {
  const refused = (error: DocumentError): AnyImport => ({ format: null, imported: null, errors: [error] });
  const size = sizeError(new TextEncoder().encode(text).length);
  if (size) return refused(size);
  const source = text.replace(/^\uFEFF/, '');
  const whole = { line: 1, column: 1, path: '', needed: '' };
  if (source.trim() === '') return refused({ code: 'empty', found: '', ...whole });
  const detected = detect(source, filename);
  if (detected.format === null) return refused({ code: 'unknownFormat', found: detected.found, ...whole });
  const name = planNameOf(filename);
  return { format: detected.format, ...read(source, name, detected) };
}

function read(text: string, name: string, { format, form }: Extract<Detected, { format: ImportFormat }>): ImportResult {
  if (format === 'roi') return importRoi(text, name);
  if (format === 'rke') return importRke(text, name);
  if (format === 'ansible') return importAnsible(text, name, form);
  if (format === 'sshConfig') return importSshConfig(text, name);
  if (format === 'csv') return importCsv(text, name);
  const { plan, errors } = planFromYaml(text);
  if (plan === null) return { imported: null, errors };
  return { imported: { plan, notCarriedOver: [], secrets: [] }, errors: [] };
}

/**
 * By what only that format has, looked for in the text itself, so that a file with a slip in it is still known for what it is
 * and the slip is what is reported.
 */
function detect(text: string, filename: string): Detected {
  const has = (field: string) => new RegExp(`^(["']?)${field}\\1\\s*:`, 'm').test(text);
  if (has('schemaVersion')) return { format: 'slipway' };
  if (/\.csv$/i.test(filename)) return { format: 'csv' };
  const foreign = (has('apiVersion') && has('kind')) || has('clusters');
  if (!foreign) {
    if (has('roleGroups')) return { format: 'roi' };
    if (has('nodes')) return { format: 'rke' };
    if (/^all\s*:/m.test(text)) return { format: 'ansible', form: 'yaml' };
  }
  if (/^\s*Host(\s+|\s*=\s*)\S/im.test(text) && /^\s+(HostName|User|Port|IdentityFile|ProxyJump)\b/im.test(text))
    return { format: 'sshConfig' };
  if (/^\s*\[[^[\],\s]+\]\s*([#;].*)?$/m.test(text) || /\.(ini|cfg)$/i.test(filename))
    return { format: 'ansible', form: 'ini' };
  const value = firstDocument(text);
  if (isMap(value)) return foreign ? unknown(value) : ofMap(value);
  if (isTitleRow((readCsv(text).rows[0] ?? []).map((cell) => cell.text))) return { format: 'csv' };
  const first = text.split('\n').find((line) => !/^\s*([#;].*)?$/.test(line)) ?? '';
  if (/^\s*[^\s=]+\s+[\w-]+=/.test(first)) return { format: 'ansible', form: 'ini' };
  // Lines of names and addresses: only when the first one has an address, so that prose isn't taken for hosts.
  if (/\d{1,3}(\.\d{1,3}){3}|\.\[|@/.test(first)) return { format: 'csv' };
  return { format: null, found: excerpt(first) };
}

function ofMap(value: Record<string, unknown>): Detected {
  if ('schemaVersion' in value) return { format: 'slipway' };
  if ('roleGroups' in value || Array.isArray(value.hosts)) return { format: 'roi' };
  if (Array.isArray(value.nodes)) return { format: 'rke' };
  const groups = Object.values(value);
  const isGroup = (group: unknown) =>
    group === null || (isMap(group) && ['hosts', 'children', 'vars'].some((key) => key in group));
  if (groups.length > 0 && groups.every(isGroup) && groups.some(isMap)) return { format: 'ansible', form: 'yaml' };
  return unknown(value);
}

/** What a map is called that we don't know: a Kubernetes object by its kind, another one by its fields. */
function unknown(value: Record<string, unknown>): Detected {
  const { apiVersion, kind } = value;
  const fields = Object.keys(value).slice(0, 5).join(', ');
  return {
    format: null,
    found: typeof kind === 'string' ? excerpt(`kind: ${kind} (${String(apiVersion)})`) : excerpt(fields),
  };
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function firstDocument(text: string): unknown {
  try {
    const documents = parseAllDocuments(text, { uniqueKeys: false });
    const first = Array.isArray(documents) ? documents[0] : undefined;
    return first && first.errors.length === 0 ? first.toJS() : undefined;
  } catch {
    // Too deep or too many aliases: nothing that tells its format. The importer of none is asked.
    return undefined;
  }
}
