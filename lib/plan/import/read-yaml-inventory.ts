import { type DocumentError, excerpt } from '../document-error';
import { type Path, readYaml, textLimits } from '../read-yaml';
import { emptyInventory, groupOf, hostsOfPattern, type Inventory, type Variable } from './inventory';

type Map = Record<string, unknown>;

/** An inventory in Ansible's YAML form: groups with `hosts`, `children` and `vars`. */
export function readYamlInventory(text: string): { inventory: Inventory; errors: DocumentError[] } {
  const inventory = emptyInventory();
  const yaml = readYaml(text);
  if (!('placeOf' in yaml)) return { inventory, errors: yaml.errors };
  const errors: DocumentError[] = [];
  const say = (code: DocumentError['code'], path: Path, found: string, needed: string | number) =>
    errors.push({ code, ...yaml.placeOf(path), path: path.join('.'), found, needed });

  const map = (value: unknown, path: Path): Map => {
    if (value === null || value === undefined) return {};
    if (typeof value === 'object' && !Array.isArray(value)) return value as Map;
    say('wrongType', path, excerpt(value), 'map');
    return {};
  };
  const variables = (value: unknown, path: Path, owner: string): Variable[] =>
    Object.entries(map(value, path)).map(([name, content]) => ({
      ...yaml.placeOf([...path, name]),
      name,
      value: typeof content === 'object' && content !== null ? JSON.stringify(content) : String(content ?? ''),
      path: `${owner}.${name}`,
    }));
  const readGroup = (name: string, value: unknown, path: Path): void => {
    const group = groupOf(inventory, name, yaml.placeOfKey(path));
    const content = map(value, path);
    group.variables.push(...variables(content.vars, [...path, 'vars'], name));
    for (const [pattern, own] of Object.entries(map(content.hosts, [...path, 'hosts']))) {
      const at = [...path, 'hosts', pattern];
      const names = hostsOfPattern(pattern, textLimits.items);
      if (names === null) say('rangeMalformed', at, pattern, textLimits.items);
      for (const host of names ?? []) {
        inventory.hosts.set(host, [...(inventory.hosts.get(host) ?? []), ...variables(own, at, host)]);
        group.hosts.add(host);
      }
    }
    for (const [child, below] of Object.entries(map(content.children, [...path, 'children']))) {
      if (!group.children.includes(child)) group.children.push(child);
      readGroup(child, below, [...path, 'children', child]);
    }
    for (const key of Object.keys(content)) {
      if (!['vars', 'hosts', 'children'].includes(key)) {
        say('unknownField', [...path, key], key, 'hosts, children, vars');
      }
    }
  };
  for (const [name, value] of Object.entries(map(yaml.value, []))) readGroup(name, value, [name]);
  return { inventory, errors };
}
