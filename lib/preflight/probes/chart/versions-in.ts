import { parse } from 'yaml';
import { z } from 'zod';

const entrySchema = z.object({ version: z.union([z.string(), z.number()]) });
const tagsSchema = z.object({ tags: z.array(z.string()).nullish() });

/** What an index says of one chart: its versions as they are listed (helm lists the newest first), or which charts there are instead. */
export type Listed = { versions: string[]; others: string[] };

/**
 * Reads `index.yaml` of a helm repository, which may be JSON. Only the chart's own part is parsed: an index of some megabytes would
 * hold up the console.
 *
 * @returns null when it is no index
 */
export function versionsIn(index: string, chart: string): Listed | null {
  const text = index.trimStart();
  if (text.startsWith('{')) return fromValue(jsonOf(text), chart);
  const lines = index.split(/\r?\n/);
  const from = lines.findIndex((line) => /^entries:\s*(\{\s*\})?\s*$/.test(line));
  if (from < 0) return null;
  const rest = lines.slice(from + 1);
  const end = rest.findIndex((line) => /^[^\s#-]/.test(line));
  const entries = end < 0 ? rest : rest.slice(0, end);
  const indent = /^( +)[^\s#-]/.exec(entries.find((line) => /^ +[^\s#-]/.test(line)) ?? '')?.[1]?.length ?? 0;
  const nameOf = (line: string) =>
    new RegExp(`^ {${indent}}["']?([^\\s"'#:-][^"':]*)["']?:\\s*$`).exec(line)?.[1] ?? null;
  const names = entries.map(nameOf);
  const at = names.indexOf(chart);
  if (at < 0) return { versions: [], others: names.filter((name) => name !== null) };
  const next = names.findIndex((name, index) => index > at && name !== null);
  const own = entries.slice(at, next < 0 ? undefined : next).join('\n');
  return fromValue({ entries: yamlOf(own) }, chart);
}

/** Tags of a registry (OCI distribution, “Listing Tags”), the last one first: they come in the alphabet's order. */
export function versionsOfTags(body: string): string[] {
  const parsed = tagsSchema.safeParse(jsonOf(body));
  return parsed.success ? [...(parsed.data.tags ?? [])].reverse() : [];
}

function fromValue(value: unknown, chart: string): Listed | null {
  const entries = (value as { entries?: unknown } | null)?.entries;
  if (typeof entries !== 'object' || entries === null || Array.isArray(entries)) return null;
  const found = (entries as Record<string, unknown>)[chart];
  if (found === undefined) return { versions: [], others: Object.keys(entries) };
  const parsed = z.array(entrySchema).safeParse(found);
  return parsed.success ? { versions: parsed.data.map(({ version }) => String(version)), others: [] } : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function yamlOf(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return null;
  }
}
