import { stringify, type TomlTable } from 'smol-toml';
import { isMap, type Line, type Path, type Value } from './document-lines';

function key(name: string): string {
  return /^[A-Za-z0-9_-]+$/.test(name) ? name : name.includes("'") ? JSON.stringify(name) : `'${name}'`;
}

function tableOf(name: string, value: Value): TomlTable {
  return { [name]: value } as TomlTable;
}

/** `key = value` on one line; tables inside lists become inline tables. */
export function tomlEntry(name: string, value: Value, path: Path): Line {
  return { text: `${key(name)} = ${inline(value)}`, path };
}

function inline(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (isMap(value)) {
    const members = Object.entries(value).map(([name, member]) => `${key(name)} = ${inline(member)}`);
    return `{ ${members.join(', ')} }`;
  }
  return stringify(tableOf('x', value)).trimEnd().slice('x = '.length);
}

/** TOML with a header per table that has values of its own; one line per value. */
export function tomlLines(table: { [key: string]: Value }, path: Path = []): Line[] {
  const entries = Object.entries(table);
  const values = entries.filter(([, value]) => !isMap(value));
  const tables = entries.flatMap(([name, value]) => (isMap(value) ? [{ name, value }] : []));
  const own = values.map(([name, value]) => tomlEntry(name, value, [...path, name]));
  const header: Line[] =
    path.length > 0 && (own.length > 0 || tables.length === 0)
      ? [
          { text: '', path: [] },
          { text: `[${path.map(key).join('.')}]`, path },
        ]
      : [];
  return [...header, ...own, ...tables.flatMap(({ name, value }) => tomlLines(value, [...path, name]))];
}
