import { isMap, itemKey, type Path, type Value } from './document-lines';

/** What an override did: the values it brought, and the generated ones that it took away. */
export type Merged = {
  value: Value;
  /** Paths whose value came from the override, with everything below them. */
  brought: Path[];
  /** Generated values that are gone, by the path at which they stood. */
  replaced: { path: Path; value: Value }[];
};

function same(a: Value, b: Value): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function hasNames(list: Value[]): boolean {
  return list.some((item) => isMap(item) && typeof item.name === 'string');
}

/**
 * Merges an override into a generated value:
 * - maps key by key; `null` takes a generated key away;
 * - lists whose items have a `name` (kubeadm's extraArgs, env) item by item;
 * - other lists are appended to, without doubles (certSANs, ignorePreflightErrors); `[]` empties a generated list;
 * - anything else replaces.
 */
export function mergeOverride(generated: Value, override: Value, path: Path = []): Merged {
  if (same(generated, override)) return { value: generated, brought: [], replaced: [] };
  if (isMap(generated) && isMap(override)) return mergeMaps(generated, override, path);
  if (Array.isArray(generated) && Array.isArray(override) && override.length > 0 && generated.length > 0) {
    return mergeLists(generated, override, path);
  }
  return { value: override, brought: [path], replaced: [{ path, value: generated }] };
}

function mergeMaps(generated: { [key: string]: Value }, override: { [key: string]: Value }, path: Path): Merged {
  const merged: Merged & { value: { [key: string]: Value } } = { value: { ...generated }, brought: [], replaced: [] };
  for (const [key, value] of Object.entries(override)) {
    const below = [...path, key];
    const before = generated[key];
    if (before === undefined) {
      if (value === null) continue;
      merged.value[key] = value;
      merged.brought.push(below);
    } else if (value === null) {
      delete merged.value[key];
      merged.replaced.push({ path: below, value: before });
    } else {
      const inner = mergeOverride(before, value, below);
      merged.value[key] = inner.value;
      merged.brought.push(...inner.brought);
      merged.replaced.push(...inner.replaced);
    }
  }
  return merged;
}

function mergeLists(generated: Value[], override: Value[], path: Path): Merged {
  const list = [...generated];
  const merged: Merged = { value: list, brought: [], replaced: [] };
  for (const item of override) {
    const at =
      hasNames(generated) && hasNames([item])
        ? list.findIndex((other) => isMap(other) && isMap(item) && other.name === item.name)
        : list.findIndex((other) => same(other, item));
    const before = list[at];
    if (before === undefined) {
      list.push(item);
      merged.brought.push([...path, itemKey(item, list.length - 1)]);
    } else {
      const inner = mergeOverride(before, item, [...path, itemKey(before, at)]);
      list[at] = inner.value;
      merged.brought.push(...inner.brought);
      merged.replaced.push(...inner.replaced);
    }
  }
  return merged;
}
