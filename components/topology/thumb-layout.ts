import type { Plan } from '@/lib/plan/schema';
import type { Box } from './layout';
import { columnsOf } from './layout-graph';

export type ThumbLayout = {
  frames: Box[];
  /** By place in the plan. */
  hosts: Box[];
  entry: Box | null;
  /** Middles of the hosts behind the entry, the first one active. */
  behind: { x: number; y: number }[];
};

/** The diagram in small: entry above, failure domains side by side, hosts as bars. Simple enough to do without ELK. */
export function thumbLayout(plan: Plan, width: number, height: number): ThumbLayout {
  const domains = [...new Set(plan.hosts.map((host) => host.failureDomain))];
  const side = width * 0.02;
  const api = plan.entry.api.kind;
  const hasEntry = api === 'keepalived' || api === 'load-balancer';
  // Room for its name where hosts have theirs.
  const large = height > 120;
  const entryHeight = large ? 18 : height * 0.11;
  const entryWidth = width * (large ? 0.12 : 0.18);
  const top = hasEntry ? entryHeight + height * 0.12 : 4;
  const count = Math.max(1, domains.length);
  const gap = 6;
  const full = width - 2 * side;
  // A single host as wide as three would look like a cluster.
  const used = plan.hosts.length === 1 ? full * 0.4 : plan.hosts.length === 2 ? full * 0.7 : full;
  const frameWidth = (used - gap * (count - 1)) / count;
  const hosts: Box[] = [];
  const frames = domains.map((domain, index): Box => {
    const frame = {
      x: side + (full - used) / 2 + index * (frameWidth + gap),
      y: top,
      width: frameWidth,
      height: height - top - 4,
    };
    const members = plan.hosts.flatMap((host, at) => (host.failureDomain === domain ? [at] : []));
    const columns = domains.length > 1 ? (members.length > 4 ? 2 : 1) : columnsOf(members.length);
    place(members, columns, frame, hosts);
    return frame;
  });
  const behind = plan.hosts.flatMap((host, at) => {
    const box = hosts[at];
    return box && host.roles.includes('control-plane') ? [{ x: box.x + box.width / 2, y: box.y }] : [];
  });
  const entry = hasEntry ? { x: (width - entryWidth) / 2, y: 3, width: entryWidth, height: entryHeight } : null;
  return { frames, hosts, entry, behind };
}

function place(members: number[], columns: number, frame: Box, hosts: Box[]): void {
  const rows = Math.ceil(members.length / columns);
  // Very many hosts are strokes without room between them.
  const pad = Math.min(4, frame.height / (3 * rows));
  const cell = {
    width: (frame.width - pad * (columns + 1)) / columns,
    height: (frame.height - pad * (rows + 1)) / rows,
  };
  const height = Math.min(cell.height, 26);
  const above = (frame.height - rows * height - (rows - 1) * pad) / 2;
  for (const [order, member] of members.entries()) {
    const row = Math.floor(order / columns);
    hosts[member] = {
      x: frame.x + pad + (order % columns) * (cell.width + pad),
      y: frame.y + above + row * (height + pad),
      width: cell.width,
      height,
    };
  }
}
