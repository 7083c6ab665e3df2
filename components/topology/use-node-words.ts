'use client';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { sayList } from '@/lib/plan/availability/words/names';
import type { AnyRole } from '@/lib/plan/edits/set-role';
import type { EntryNode, Group, HostNode, ServiceNode, Topology, TopologyEdge, TopologyNode } from './model-types';
import { networkId } from './node-ids';
import type { NodeState } from './node-state';
import type { HostNote } from './topology-props';
import { useDomainWords } from './use-domain-words';

/** What the parts of the diagram are called and what is said of them, for cards, labels and the text alternative. */
export function useNodeWords() {
  const t = useTranslations('topology');
  const ui = useTranslations('ui');
  const words = useTranslations('availability');
  const domains = useDomainWords();
  return useMemo(() => {
    const roleName = (role: AnyRole) => ui(`role.${role}`);
    const serviceName = (node: ServiceNode) => t(`service.${node.service}`, node.values);
    const nodeName = (node: TopologyNode): string => {
      if (node.kind === 'host') return node.host.name || t('unnamed');
      if (node.kind === 'entry') return `${t(`entry.${node.entry}`)} ${node.address || t('noAddress')}`;
      if (node.kind === 'service') return serviceName(node);
      return t(node.kind);
    };
    const stateText = (state: NodeState | null): string => {
      if (!state) return '';
      return state.text ?? (state.mode ? t(`mode.${state.mode}`) : t(`state.${state.state}`));
    };
    const entryDetail = (node: EntryNode) =>
      node.entry === 'keepalived'
        ? t('keepalived', { id: node.routerId ?? 0, holder: node.holder || t('nobody') })
        : t('loadBalancer', {
            purpose: t(`purpose.${node.purposes.length > 1 ? 'both' : (node.purposes[0] ?? 'api')}`),
          });
    const serviceDetail = (node: ServiceNode) => t(`serviceDetail.${node.service}`, node.values);
    const serviceSource = (node: ServiceNode) =>
      node.servers === null ? t('declared') : t('servers', { count: node.servers.length });
    const hostText = (node: HostNode, note?: HostNote) => {
      const { host, domain, lone, slipway, state } = node;
      const names = (roles: AnyRole[]) => sayList(words, roles.map(roleName));
      return [
        t('alternative.host', {
          name: host.name || t('unnamed'),
          address: host.address || t('noAddress'),
          placed: domain ? 'yes' : 'no',
          domain: domain ? domains.domainName(domain) : '',
          roles: names(host.roles) || '–',
        }),
        lone.length > 0 ? t('alternative.alone', { roles: names(lone) }) : '',
        slipway ? t('alternative.slipway') : '',
        state
          ? `${t(`state.${state.state}`)}: ${stateText(state)}`
          : note
            ? `${ui(`state.${note.state}`)}: ${note.text}`
            : '',
      ]
        .filter(Boolean)
        .join(' ');
    };
    const groupText = (group: Group) =>
      group.domain
        ? t('alternative.domain', {
            name: domains.domainName({ name: group.name, kind: group.domain }),
            kind: domains.unsaidKind({ name: group.name, kind: group.domain }) ?? 'said',
            count: group.hosts,
            failed: group.failed,
          })
        : t('alternative.network', { name: group.name, count: group.hosts, failed: group.failed });
    const nodeText = (node: TopologyNode, note?: HostNote): string => {
      if (node.kind === 'host') return hostText(node, note);
      const state = node.state ? `; ${t(`state.${node.state.state}`)}: ${stateText(node.state)}` : '';
      if (node.kind === 'entry')
        return t('alternative.entry', { name: nodeName(node), detail: entryDetail(node) }) + state;
      if (node.kind !== 'service') return nodeName(node) + state;
      const detail = `${serviceDetail(node)}; ${serviceSource(node)}`;
      return (
        t('alternative.service', { name: serviceName(node), address: node.address || t('noAddress'), detail }) + state
      );
    };
    const edgeLabel = (edge: TopologyEdge) =>
      edge.text ?? (edge.label ? t(`edge.${edge.label}`, { ports: edge.ports, host: edge.host || t('unnamed') }) : '');
    const edgeText = (edge: TopologyEdge, nodes: Map<string, TopologyNode>) => {
      const nameOf = (id: string) => {
        const node = nodes.get(id);
        return id === networkId || !node ? t('hosts') : nodeName(node);
      };
      const kind = t(`alternative.${edge.kind}`);
      const said = edgeLabel(edge);
      const label = said === kind ? '' : said;
      return t('alternative.edge', {
        from: nameOf(edge.from),
        to: nameOf(edge.to),
        kind,
        labelled: label ? 'yes' : 'no',
        label,
        cut: edge.cut ? 'yes' : 'no',
      });
    };
    const quorumText = ({ etcd }: Topology) => {
      const { quorum, alive, members } = etcd;
      const numbers = { quorum, alive, members: members.length };
      return alive === members.length ? t('edge.quorum', numbers) : t('edge.alive', numbers);
    };
    return {
      roleName,
      nodeName,
      stateText,
      entryDetail,
      serviceName,
      serviceDetail,
      serviceSource,
      groupText,
      nodeText,
      edgeLabel,
      edgeText,
      quorumText,
    };
  }, [t, ui, words, domains]);
}
export type NodeWords = ReturnType<typeof useNodeWords>;
