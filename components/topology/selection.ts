/** What is selected on the diagram, by node ids. Only hosts are selected together. */
export type Selection = ReadonlySet<string>;

const isHost = (id: string) => id.startsWith('host:');

/** @param adding with Ctrl, Shift or the platform's own key held down */
export function selectOne(selection: Selection, id: string, adding: boolean): Selection {
  if (!adding || !isHost(id)) return new Set([id]);
  const hosts = [...selection].filter(isHost);
  return new Set(hosts.includes(id) ? hosts.filter((each) => each !== id) : [...hosts, id]);
}

/** @param changes what a box drawn over the diagram took in or left out */
export function selectBoxed(selection: Selection, changes: { id: string; selected: boolean }[]): Selection {
  const next = new Set([...selection].filter(isHost));
  for (const { id, selected } of changes) {
    if (selected && isHost(id)) next.add(id);
    else next.delete(id);
  }
  return next;
}

/** Places of the selected hosts in the plan. */
export function selectedHosts(selection: Selection): number[] {
  return [...selection]
    .filter(isHost)
    .map((id) => Number(id.slice('host:'.length)))
    .sort((a, b) => a - b);
}

/** Without what is gone; the same set when nothing is. */
export function stillThere(selection: Selection, ids: ReadonlySet<string>): Selection {
  return [...selection].every((id) => ids.has(id)) ? selection : new Set([...selection].filter((id) => ids.has(id)));
}
