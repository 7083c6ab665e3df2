/** What a Corefile says of a name, by its plugins and not by asking: nobody signs in anywhere for it. */
export type CorefileWord =
  /** A line of `hosts`, or a `template` or `rewrite` for its zone. */
  | { by: 'hosts' | 'template' | 'rewrite'; to: string }
  /** Whoever CoreDNS asks for what it doesn't know. */
  | { by: 'forward'; to: string }
  | { by: 'nobody'; to: '' };

type Block = { zones: string[]; lines: string[] };

/** Server blocks with the lines inside them, inner braces kept as lines. */
function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | null = null;
  let depth = 0;
  for (const raw of text.split('\n')) {
    const line = raw.replace(/#.*$/, '').trim();
    if (line === '') continue;
    if (depth === 0 && line.endsWith('{')) {
      open = {
        zones: line
          .slice(0, -1)
          .split(/[\s,]+/)
          .filter((zone) => zone !== ''),
        lines: [],
      };
      blocks.push(open);
      depth = 1;
      continue;
    }
    depth += (line.match(/\{/g) ?? []).length - (line.match(/\}/g) ?? []).length;
    if (depth > 0) open?.lines.push(line);
  }
  return blocks;
}

const zoneOf = (text: string): string =>
  text
    .replace(/^dns:\/\//, '')
    .replace(/:\d+$/, '')
    .replace(/\.$/, '')
    .toLowerCase();
const isIn = (name: string, zone: string): boolean => zone === '' || name === zone || name.endsWith(`.${zone}`);

/** Of the server block whose zone is the longest that holds the name. */
export function corefileSays(text: string, name: string): CorefileWord {
  const wanted = name.toLowerCase().replace(/\.$/, '');
  const candidates = blocksOf(text).flatMap((block) =>
    block.zones.filter((zone) => isIn(wanted, zoneOf(zone))).map((zone) => ({ block, length: zoneOf(zone).length })),
  );
  const lines = candidates.sort((a, b) => b.length - a.length)[0]?.block.lines ?? [];
  for (const line of lines) {
    const [first = '', ...rest] = line.split(/\s+/);
    if (/^[\d.]+$|:/.test(first) && rest.some((each) => each.toLowerCase() === wanted))
      return { by: 'hosts', to: first };
    if (first === 'rewrite' && rest.some((each) => each.toLowerCase().replace(/\.$/, '') === wanted))
      return { by: 'rewrite', to: rest.at(-1) ?? '' };
    if (first === 'template') {
      const zones = rest.filter((each) => !['IN', 'ANY', 'A', 'AAAA', '{'].includes(each)).map(zoneOf);
      if (zones.length > 0 && zones.some((zone) => isIn(wanted, zone))) return { by: 'template', to: zones.join(' ') };
    }
  }
  const forward = lines.map((line) => line.split(/\s+/)).find(([first]) => first === 'forward' || first === 'proxy');
  if (forward)
    return {
      by: 'forward',
      to: forward
        .slice(2)
        .filter((each) => each !== '{')
        .join(' '),
    };
  return { by: 'nobody', to: '' };
}
