'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { FramedList } from '@/components/ui/framed-list';
import { Mono } from '@/components/ui/mono';
import { RoleChip } from '@/components/ui/role-chip';
import { useNameList } from '@/components/ui/use-name-list';
import { taintText } from '@/lib/plan/cluster-node';
import { hostsOfNodes, isLinux } from '@/lib/plan/hosts-of-nodes';
import type { ClusterAnswer } from './cluster-start';

const List = styled(FramedList)({
  maxHeight: 208,
  overflowY: 'auto',
  fontSize: 12,
  lineHeight: '18px',
  '& > li': {
    padding: '5px 10px',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: 6,
  },
  '& .address': { color: 'var(--ink3)', marginRight: 'auto' },
  '& .taints': { width: '100%', color: 'var(--ink2)', overflowWrap: 'anywhere' },
});

/** What was read of a cluster: its version, and each node with the roles that it would have in the plan. */
export function ClusterPreview({ answer }: { answer: Extract<ClusterAnswer, { state: 'read' }> }) {
  const t = useTranslations('plans.existing');
  const list = useNameList();
  const { cluster, server, through } = answer;
  const hosts = new Map(hostsOfNodes(cluster.nodes).map((host) => [host.name, host]));
  const windows = cluster.nodes.filter((node) => !isLinux(node));
  return (
    <section aria-label={t('found')}>
      <h3 style={{ margin: 0, fontSize: 13, lineHeight: '20px', fontWeight: 600 }}>
        {t('foundNodes', { version: cluster.version, nodes: cluster.nodes.length })}
      </h3>
      <Mono style={{ fontSize: 11, color: 'var(--ink3)', overflowWrap: 'anywhere' }}>{server}</Mono>
      <List aria-label={t('nodes')} tabIndex={0}>
        {cluster.nodes.map((node) => (
          <li key={node.name}>
            <span style={{ fontWeight: 500 }}>{node.name}</span>
            <Mono className="address">
              {node.internalAddress}
              {node.externalAddress !== '' && node.externalAddress !== node.internalAddress
                ? ` · ${node.externalAddress}`
                : ''}
            </Mono>
            {hosts.get(node.name)?.roles.map((role) => (
              <RoleChip key={role} role={role} />
            ))}
            {node.name === through && <span>{t('helmHere')}</span>}
            {node.taints.length > 0 && (
              <Mono className="taints">{t('taints', { taints: node.taints.map(taintText).join(', ') })}</Mono>
            )}
          </li>
        ))}
      </List>
      {windows.length > 0 && (
        <p style={{ margin: '6px 0 0', fontSize: 12, color: 'var(--ink2)' }}>
          {t('windows', { nodes: list(windows.map(({ name }) => name)) })}
        </p>
      )}
    </section>
  );
}
