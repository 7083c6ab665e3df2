'use client';
import { styled } from '@mui/material/styles';
import type { Node, NodeProps, NodeTypes } from '@xyflow/react';
import { useTranslations } from 'next-intl';
import { Glyph } from '@/components/ui/glyph';
import { Icon, type IconName, Mark } from '@/components/ui/icons';
import { Mono } from '@/components/ui/mono';
import { Tag } from '@/components/ui/tag';
import { DomainName } from './domain-name';
import { glyphOf, HostCard, type HostCardData } from './host-card';
import type { EntryNode, Group, PlainNode, ServiceNode } from './model-types';
import type { NodeState } from './node-state';
import { useDomainWords } from './use-domain-words';
import { useNodeWords } from './use-node-words';

export type FlowNode =
  | Node<HostCardData, 'host'>
  | Node<{ node: EntryNode; selected: boolean }, 'entry'>
  | Node<{ node: ServiceNode; selected: boolean }, 'service'>
  | Node<{ node: PlainNode; selected: boolean }, 'clients' | 'console'>
  | Node<{ group: Group; selected: boolean; target: boolean; renaming: boolean; editable: boolean }, 'group'>;

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
  '& b': { fontWeight: 600, overflow: 'hidden', textOverflow: 'ellipsis' },
  '& .small': {
    fontSize: 'var(--smallest)',
    lineHeight: '16px',
    color: 'var(--ink3)',
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  '&[data-alone]': { borderColor: 'var(--warn-fill)' },
  '&[data-state="degraded"]': { borderColor: 'var(--warn-fill)' },
  '&[data-state="down"]': { borderColor: 'var(--bad)', '& .row': { color: 'var(--bad)' } },
  '&[data-state="lost"]': { borderColor: 'var(--lost)', '& .row': { color: 'var(--lost)' } },
  '&[data-state="failed"]': {
    border: '1px dashed var(--bad)',
    background:
      'repeating-linear-gradient(135deg, color-mix(in srgb, var(--bad-bg) 55%, var(--surface)) 0 7px, var(--surface) 7px 14px)',
    '& .row': { color: 'var(--bad)' },
  },
  '&[data-selected]': { borderColor: 'var(--acc)', boxShadow: '0 0 0 1px var(--acc), 0 0 0 4px var(--acc-bg)' },
});

const Tiny = styled(Box)({ display: 'flex', alignItems: 'center', justifyContent: 'center' });

const Frame = styled('div')({
  width: '100%',
  height: '100%',
  border: '1px solid var(--line2)',
  borderRadius: 12,
  background: 'color-mix(in srgb, var(--surface) 55%, transparent)',
  position: 'relative',
  '&[data-kind="domain"]': { borderStyle: 'dashed', borderRadius: 10 },
  '&[data-failed]': { borderColor: 'var(--bad-line)' },
  '&[data-target]': { borderColor: 'var(--acc)', background: 'color-mix(in srgb, var(--acc-bg) 60%, transparent)' },
  '&[data-selected]': { borderColor: 'var(--acc)', boxShadow: '0 0 0 1px var(--acc)' },
  '&[data-renaming]': { background: 'none' },
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
    height: 31,
    padding: '0 10px',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: 8,
    font: '500 12px/28px var(--sans)',
    color: 'var(--ink2)',
    whiteSpace: 'nowrap',
    // The frame lets the pointer through to what lies below; its head is what one takes hold of.
    pointerEvents: 'all',
  },
  '& .count': { fontWeight: 400, color: 'var(--ink3)', fontSize: 'var(--smallest)' },
  '& .count[data-failed]': { color: 'var(--bad)', fontWeight: 500 },
  '& .empty': { padding: '22px 12px', textAlign: 'center', fontSize: 12, lineHeight: '18px', color: 'var(--ink3)' },
});

function marks(state: NodeState | null, selected: boolean) {
  return { 'data-state': state?.state, 'data-selected': selected || undefined };
}

function PlainBox({ data: { node, selected } }: NodeProps<Node<{ node: PlainNode; selected: boolean }>>) {
  const t = useTranslations('topology');
  const words = useNodeWords();
  if (node.kind === 'clients') {
    return (
      <Tiny {...marks(node.state, selected)}>
        <div className="row">
          <Icon name="clients" />
          <b>{t('clients')}</b>
        </div>
      </Tiny>
    );
  }
  const beside = { borderStyle: 'dashed', boxShadow: 'none', background: 'transparent', color: 'var(--ink2)' };
  return (
    <Tiny {...marks(node.state, selected)} style={node.state ? undefined : beside} title={words.stateText(node.state)}>
      <div className="row">
        <Mark size={14} />
        {t('console')}
      </div>
    </Tiny>
  );
}

function EntryBox({ data: { node, selected } }: NodeProps<Node<{ node: EntryNode; selected: boolean }, 'entry'>>) {
  const t = useTranslations('topology');
  const words = useNodeWords();
  return (
    <Box style={{ padding: '6px 10px', textAlign: 'center' }} {...marks(node.state, selected)}>
      <div className="row" style={{ justifyContent: 'center' }}>
        <Icon name="entry" />
        <b style={{ flex: 'none' }}>{t(`entry.${node.entry}`)}</b>
        <Mono style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{node.address || t('noAddress')}</Mono>
      </div>
      <div className="small">{node.state ? words.stateText(node.state) : words.entryDetail(node)}</div>
    </Box>
  );
}

const serviceIcons: Record<ServiceNode['slot'], IconName> = {
  database: 'database',
  registry: 'registry',
  storage: 'storage',
  etcd: 'etcd',
};
const stateTones = { failed: 'bad', down: 'bad', lost: 'lost', degraded: 'warn', up: 'ok' } as const;

function ServiceBox({
  data: { node, selected },
}: NodeProps<Node<{ node: ServiceNode; selected: boolean }, 'service'>>) {
  const t = useTranslations('topology');
  const words = useNodeWords();
  const { state, servers, alone } = node;
  const wanting = alone || servers?.length === 0;
  return (
    <Box style={{ padding: '7px 10px' }} data-alone={alone || undefined} {...marks(state, selected)}>
      <div className="row">
        <Icon name={serviceIcons[node.slot]} />
        <b style={{ flex: 1 }}>{words.serviceName(node)}</b>
        {state ? (
          <Tag data-tone={stateTones[state.state]}>
            <Glyph of={glyphOf(state)} size={12} />
            {t(`stateTag.${state.state}`)}
          </Tag>
        ) : (
          <Tag data-tone={wanting ? 'warn' : undefined}>
            {wanting && <Glyph of="warning" size={12} />}
            {words.serviceSource(node)}
          </Tag>
        )}
      </div>
      <div className="small">
        <Mono>{node.address || t('noAddress')}</Mono>
      </div>
      <div className="small">{state?.text ?? words.serviceDetail(node)}</div>
    </Box>
  );
}

function GroupBox({ data }: NodeProps<Extract<FlowNode, { type?: 'group' }>>) {
  const { group, selected, target, renaming, editable } = data;
  const t = useTranslations('topology');
  const { unsaidKind } = useDomainWords();
  const { kind, name, hosts, failed } = group;
  if (kind === 'network') {
    return (
      <Frame data-kind={kind}>
        <Mono className="title">{name || t('hosts')}</Mono>
      </Frame>
    );
  }
  const domain = { name, kind: group.domain ?? 'rack' };
  const unsaid = unsaidKind(domain);
  return (
    <Frame
      data-kind={kind}
      data-failed={failed > 0 || undefined}
      data-selected={selected || undefined}
      data-target={target || undefined}
      data-renaming={renaming || undefined}
    >
      <div className="head">
        <DomainName domain={domain} renaming={renaming} />
        {unsaid && <span className="visually-hidden">{t(`domainKind.${unsaid}`)}</span>}
        <span className="count" data-failed={failed > 0 || undefined}>
          {failed > 0 ? t('downCount', { failed, count: hosts }) : t('hostCount', { count: hosts })}
        </span>
      </div>
      {hosts === 0 && <div className="empty">{t(editable ? 'emptyDomain' : 'emptyDomainRead')}</div>}
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
  clients: PlainBox,
  console: PlainBox,
  group: GroupBox,
};
