'use client';
import { useTranslations } from 'next-intl';
import type { Topology, TopologyEdge } from './model';
import type { HostNote } from './topology-props';

/** The diagram as a list, for people who don't see it. */
export function TextAlternative({ topology, notes }: { topology: Topology; notes: Record<string, HostNote> }) {
  const t = useTranslations('topology');
  const ui = useTranslations('ui');
  const nodes = new Map(topology.nodes.map((node) => [node.id, node]));
  const nameOf = (id: string): string => {
    const node = nodes.get(id);
    if (!node) return t('hosts');
    if (node.kind === 'host') return node.host.name || t('unnamed');
    if (node.kind === 'entry') return `${t(`entry.${node.entry}`)} ${node.address}`;
    if (node.kind === 'service') return t(`service.${node.service}`);
    return node.kind === 'clients' ? t('clients') : 'Slipway';
  };
  const said = (edge: TopologyEdge) =>
    t('alternative.edge', {
      from: nameOf(edge.from),
      to: nameOf(edge.to),
      kind: t(`alternative.${edge.kind}`),
      ports: edge.ports || '–',
    });
  return (
    <ul className="visually-hidden" aria-label={t('alternative.label')}>
      {topology.nodes.map((node) =>
        node.kind === 'host' ? (
          <li key={node.id}>
            {t('alternative.host', {
              name: nameOf(node.id),
              address: node.host.address || t('noAddress'),
              roles: node.host.roles.map((role) => ui(`role.${role}`)).join(', ') || '–',
            })}
            {notes[node.host.name] &&
              ` ${ui(`state.${notes[node.host.name]?.state ?? 'note'}`)}: ${notes[node.host.name]?.text}`}
          </li>
        ) : null,
      )}
      {topology.edges.map((edge) => (
        <li key={edge.id}>{said(edge)}</li>
      ))}
      {topology.etcd.members.length > 1 && (
        <li>{t('edge.quorum', { quorum: topology.etcd.quorum, members: topology.etcd.members.length })}</li>
      )}
    </ul>
  );
}
