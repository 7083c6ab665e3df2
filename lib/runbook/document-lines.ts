import { stringify } from 'yaml';

export type Value = null | boolean | number | bigint | string | Date | Value[] | { [key: string]: Value };
/** Where a value stands: keys; in a list the item's `name`, or its index when it has none. */
export type Path = string[];
/** A line of a document, with the value that it shows. */
export type Line = { text: string; path: Path };

export function isMap(value: Value | undefined): value is { [key: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** How an item of a list is told from others: by name, as in kubeadm's extraArgs. */
export function itemKey(item: Value, index: number): string {
  return isMap(item) && typeof item.name === 'string' ? item.name : String(index);
}

function scalar(value: Value): string {
  const text = stringify(value, { lineWidth: 0 }).trimEnd();
  return text.includes('\n') ? JSON.stringify(value) : text;
}

/** YAML, block style, two spaces; one line per value, so that every line belongs to one path. */
export function yamlLines(value: Value, indent = '', path: Path = []): Line[] {
  if (isMap(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([key, member]) => yamlEntry(key, member, indent, [...path, key]));
  }
  if (Array.isArray(value) && value.length > 0) {
    return value.flatMap((item, index) => yamlItem(item, indent, [...path, itemKey(item, index)]));
  }
  return [{ text: indent + scalar(value), path }];
}

function nests(value: Value): boolean {
  return Array.isArray(value) ? value.length > 0 : isMap(value) && Object.keys(value).length > 0;
}

/** `key: value` at this place. */
export function yamlEntry(key: string, value: Value, indent: string, path: Path): Line[] {
  const name = scalar(key);
  if (!nests(value)) return [{ text: `${indent}${name}: ${scalar(value)}`, path }];
  return [{ text: `${indent}${name}:`, path }, ...yamlLines(value, `${indent}  `, path)];
}

/** `- value` at this place. */
export function yamlItem(item: Value, indent: string, path: Path): Line[] {
  const [head, ...rest] = yamlLines(item, `${indent}  `, path);
  return head ? [{ ...head, text: `${indent}- ${head.text.slice(indent.length + 2)}` }, ...rest] : [];
}
