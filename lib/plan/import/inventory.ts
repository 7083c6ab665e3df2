import type { Place } from '../read-yaml';

/** `path` as a person would look for it: `all.vars.ansible_user`, `node1.ansible_host`. */
export type Variable = Place & { name: string; value: string; path: string };

export type InventoryGroup = Place & { name: string; hosts: Set<string>; children: string[]; variables: Variable[] };

/** An Ansible inventory of either form: groups and hosts in the order in which they first stand there. */
export type Inventory = { groups: Map<string, InventoryGroup>; hosts: Map<string, Variable[]> };

export function emptyInventory(): Inventory {
  return { groups: new Map(), hosts: new Map() };
}

export function groupOf(inventory: Inventory, name: string, place: Place): InventoryGroup {
  const known = inventory.groups.get(name);
  if (known) return known;
  const group = { ...place, name, hosts: new Set<string>(), children: [], variables: [] };
  inventory.groups.set(name, group);
  return group;
}

/** Of inventories that are read to their end: every host asks for every group. */
const members = new WeakMap<Inventory, Map<string, Set<string>>>();

/** Hosts of a group and of the groups below it. */
export function membersOf(inventory: Inventory, name: string): Set<string> {
  const known = members.get(inventory) ?? new Map<string, Set<string>>();
  members.set(inventory, known);
  const found = known.get(name) ?? gatherMembers(inventory, name, []);
  known.set(name, found);
  return found;
}

/** A group that contains itself ends there. */
function gatherMembers(inventory: Inventory, name: string, above: readonly string[]): Set<string> {
  const group = inventory.groups.get(name);
  if (name === 'all') return new Set(inventory.hosts.keys());
  if (!group || above.includes(name)) return new Set();
  const below = group.children.flatMap((child) => [...gatherMembers(inventory, child, [...above, name])]);
  return new Set([...group.hosts, ...below]);
}

/**
 * A host's variables by name, the one that counts last: those of `all`, of groups from the outermost to the innermost and by
 * name within a level, of the host (Ansible's documentation, "How variables are merged").
 */
export function variablesOf(inventory: Inventory, host: string): Map<string, Variable> {
  const groups = [...inventory.groups.values()]
    .filter(({ name }) => name !== 'all' && membersOf(inventory, name).has(host))
    .map((group) => ({ group, depth: depthOf(inventory, group.name) }))
    .sort((a, b) => a.depth - b.depth || (a.group.name < b.group.name ? -1 : 1));
  const merged = [
    ...(inventory.groups.get('all')?.variables ?? []),
    ...groups.flatMap(({ group }) => group.variables),
    ...(inventory.hosts.get(host) ?? []),
  ];
  return new Map(merged.map((variable) => [variable.name, variable]));
}

/** Levels of groups above this one. */
function depthOf(inventory: Inventory, name: string, below: readonly string[] = []): number {
  if (below.includes(name)) return 0;
  const parents = [...inventory.groups.values()].filter((group) => group.children.includes(name));
  return Math.max(0, ...parents.map((parent) => 1 + depthOf(inventory, parent.name, [...below, name])));
}

/** Names of an inventory's host pattern: `node[01:03].example.com` is three; null when it is no rising range of numbers. */
export function hostsOfPattern(pattern: string, most: number): string[] | null {
  const match = /^(.*?)\[(\d+):(\d+)\](.*)$/.exec(pattern);
  if (!match) return /[[\]]/.test(pattern) ? null : [pattern];
  const [, head = '', first = '', last = '', tail = ''] = match;
  const count = Number(last) - Number(first) + 1;
  if (count < 1 || count > most) return null;
  const width = first.startsWith('0') ? first.length : 0;
  const names: string[] = [];
  for (let value = Number(first); value <= Number(last); value += 1) {
    const rest = hostsOfPattern(`${head}${String(value).padStart(width, '0')}${tail}`, most);
    if (rest === null || names.length + rest.length > most) return null;
    names.push(...rest);
  }
  return names;
}
