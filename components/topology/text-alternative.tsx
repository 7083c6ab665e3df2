'use client';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { useFactsText } from '@/components/ui/use-facts-text';
import type { FactsByHost, HostFacts } from '@/lib/plan/facts';
import type { HostNode, Topology } from './model-types';
import type { HostNote } from './topology-props';
import { useNodeWords } from './use-node-words';

type TextAlternativeProps = { topology: Topology; notes: Record<string, HostNote>; facts: FactsByHost };

/** The diagram as a list, for people who don't see it: all that it shows, in the order in which it is drawn. */
export const TextAlternative = memo(function TextAlternative({ topology, notes, facts }: TextAlternativeProps) {
  const t = useTranslations('topology');
  const words = useNodeWords();
  const nodes = new Map(topology.nodes.map((node) => [node.id, node]));
  return (
    <ul className="visually-hidden" aria-label={t('alternative.label')}>
      {topology.groups.map((group) => (
        <li key={group.id}>{words.groupText(group)}</li>
      ))}
      {topology.nodes.map((node) =>
        node.kind === 'host' ? (
          <HostLine key={node.id} node={node} note={notes[node.host.name]} facts={facts[node.host.name]} />
        ) : (
          <li key={node.id}>{words.nodeText(node)}</li>
        ),
      )}
      {topology.edges.map((edge) => (
        <li key={edge.id}>{words.edgeText(edge, nodes)}</li>
      ))}
      {topology.etcd.members.length > 1 && (
        <li>
          {t('edge.peers')}: {words.quorumText(topology)}
        </li>
      )}
    </ul>
  );
});

type HostLineProps = { node: HostNode; note: HostNote | undefined; facts: HostFacts | undefined };

const HostLine = memo(function HostLine({ node, note, facts }: HostLineProps) {
  const t = useTranslations('topology');
  const words = useNodeWords();
  const factsText = useFactsText();
  return (
    <li>
      {words.nodeText(node, note)} {facts ? factsText(facts) : t('factsUnknown')}
    </li>
  );
}, sameLine);

/** Nodes are made anew for every plan; what the line says is the same until one of these differs. */
function sameLine(a: HostLineProps, b: HostLineProps): boolean {
  return (
    a.facts === b.facts &&
    a.note?.state === b.note?.state &&
    a.note?.text === b.note?.text &&
    a.node.host === b.node.host &&
    a.node.domain?.kind === b.node.domain?.kind &&
    a.node.slipway === b.node.slipway &&
    a.node.state === b.node.state &&
    a.node.lone.join() === b.node.lone.join()
  );
}
