'use client';
import { styled } from '@mui/material/styles';
import type { Node, NodeProps, NodeTypes } from '@xyflow/react';
import { useTranslations } from 'next-intl';
import { Icon, Mark } from '@/components/ui/icons';
import { Mono } from '@/components/ui/mono';
import { Tag } from '@/components/ui/tag';
import { HostCard, type HostCardData } from './host-card';
import type { EntryNode, Group, ServiceNode } from './model';

export type FlowNode =
  | Node<HostCardData, 'host'>
  | Node<{ node: EntryNode }, 'entry'>
  | Node<{ node: ServiceNode }, 'service'>
  | Node<Record<string, never>, 'clients' | 'console'>
  | Node<{ group: Group }, 'group'>;

const Box = styled('div')({
  width: '100%',
  height: '100%',
  background: 'var(--raised)',
  border: '1px solid var(--line2)',
  borderRadius: 8,
  boxShadow: 'var(--shadow1)',
  fontSize: 13,
  lineHeight: '20px',
  '& .row': { display: 'flex', alignItems: 'center', gap: 7, whiteSpace: 'nowrap' },
  '& .small': {
    fontSize: 'var(--smallest)',
    lineHeight: '16px',
    color: 'var(--ink3)',
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
});

const Tiny = styled(Box)({ display: 'flex', alignItems: 'center', justifyContent: 'center', gap: 7 });

const Frame = styled('div')({
  width: '100%',
  height: '100%',
  border: '1px solid var(--line2)',
  borderRadius: 12,
  background: 'color-mix(in srgb, var(--surface) 55%, transparent)',
  position: 'relative',
  '&[data-kind="domain"]': { borderStyle: 'dashed', borderRadius: 10 },
  '& .title': {
    position: 'absolute',
    left: 24,
    top: -8,
    padding: '0 6px',
    background: 'var(--bg)',
    borderRadius: 3,
    fontSize: 11,
    lineHeight: '16px',
    color: 'var(--ink3)',
  },
  '& .head': {
    height: 28,
    padding: '0 10px',
    display: 'flex',
    justifyContent: 'space-between',
    font: '500 12px/28px var(--sans)',
    color: 'var(--ink2)',
  },
});

function ClientsNode() {
  const t = useTranslations('topology');
  return (
    <Tiny>
      <Icon name="clients" />
      <b style={{ fontWeight: 600 }}>{t('clients')}</b>
    </Tiny>
  );
}

function ConsoleNode() {
  return (
    <Tiny style={{ borderStyle: 'dashed', boxShadow: 'none', background: 'transparent', color: 'var(--ink2)' }}>
      <Mark size={14} />
      Slipway
    </Tiny>
  );
}

function EntryBox({ data: { node } }: NodeProps<Node<{ node: EntryNode }, 'entry'>>) {
  const t = useTranslations('topology');
  return (
    <Box style={{ padding: '6px 10px', textAlign: 'center' }}>
      <div className="row" style={{ justifyContent: 'center' }}>
        <Icon name="entry" />
        <b style={{ fontWeight: 600 }}>{t(`entry.${node.entry}`)}</b>
        <Mono>{node.address || t('noAddress')}</Mono>
      </div>
      <div className="small">
        {node.entry === 'keepalived'
          ? t('keepalived', { id: node.routerId ?? 0, holder: node.holder || t('nobody') })
          : t('declared')}
      </div>
    </Box>
  );
}

const serviceIcons = { database: 'database', registry: 'registry', nfs: 'storage', etcd: 'etcd' } as const;

function ServiceBox({ data: { node } }: NodeProps<Node<{ node: ServiceNode }, 'service'>>) {
  const t = useTranslations('topology');
  return (
    <Box style={{ padding: '7px 10px' }}>
      <div className="row">
        <Icon name={serviceIcons[node.service]} />
        <b style={{ fontWeight: 600, flex: 1 }}>{t(`service.${node.service}`)}</b>
        <Tag>{t('declared')}</Tag>
      </div>
      <div className="small">
        <Mono>{node.address || t('noAddress')}</Mono>
      </div>
      <div className="small">{t('external')}</div>
    </Box>
  );
}

function GroupBox({ data: { group } }: NodeProps<Node<{ group: Group }, 'group'>>) {
  const t = useTranslations('topology');
  return (
    <Frame data-kind={group.kind}>
      {group.kind === 'network' ? (
        <Mono className="title">{group.name || t('hosts')}</Mono>
      ) : (
        <div className="head">
          <span>{group.name}</span>
          <span style={{ fontWeight: 400, color: 'var(--ink3)', fontSize: 11 }}>
            {t('hostCount', { count: group.hosts })}
          </span>
        </div>
      )}
    </Frame>
  );
}

function HostBox({ data }: NodeProps<Node<HostCardData, 'host'>>) {
  return <HostCard {...data} />;
}

export const nodeTypes: NodeTypes = {
  host: HostBox,
  entry: EntryBox,
  service: ServiceBox,
  clients: ClientsNode,
  console: ConsoleNode,
  group: GroupBox,
};
