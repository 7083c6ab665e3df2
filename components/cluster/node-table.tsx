'use client';
import Button from '@mui/material/Button';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Mono } from '@/components/ui/mono';
import { RoleChip } from '@/components/ui/role-chip';
import { State, type StateName } from '@/components/ui/state';
import { Tag } from '@/components/ui/tag';
import { useNameList } from '@/components/ui/use-name-list';
import { CardHead, PlainTable } from './cluster-frame';
import type { NodeRow } from './node-rows';
import { ShareBar } from './share-bar';

const gib = 2 ** 30;

type NodeTableProps = {
  rows: NodeRow[];
  /** False before the first word of them: then nothing is said to be missing. */
  known: boolean;
  old: boolean;
  onCheck: (() => void) | null;
  checking: boolean;
  /** Below the table. */
  children: ReactNode;
};

export function NodeTable({ rows, known, old, onCheck, checking, children }: NodeTableProps) {
  const t = useTranslations('cluster.nodes');
  const ready = rows.filter(({ node }) => node?.ready === 'ready').length;
  return (
    <section className="card" aria-label={t('title')}>
      <CardHead>
        <h2>{t('title')}</h2>
        {known && <span className="fact">{t('ready', { ready, of: rows.length })}</span>}
        <span className="grow" />
        {old && <span className="fact">{t('old')}</span>}
        {onCheck && (
          <Button onClick={onCheck} loading={checking}>
            {t('drift')}
          </Button>
        )}
      </CardHead>
      <PlainTable className={old ? 'old' : undefined}>
        <thead>
          <tr>
            <th scope="col">{t('node')}</th>
            <th scope="col">{t('roles')}</th>
            <th scope="col">{t('cpu')}</th>
            <th scope="col">{t('memory')}</th>
            <th scope="col">{t('disk')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.name} row={row} known={known} />
          ))}
        </tbody>
      </PlainTable>
      {children}
    </section>
  );
}

function stateOf({ node }: NodeRow, known: boolean): { glyph: StateName; key: string } {
  if (!known) return { glyph: 'waiting', key: 'asking' };
  if (!node) return { glyph: 'failed', key: 'absent' };
  if (node.ready === 'ready') return { glyph: 'passed', key: 'isReady' };
  return node.ready === 'not-ready' ? { glyph: 'failed', key: 'notReady' } : { glyph: 'not-run', key: 'lost' };
}

function Row({ row, known }: { row: NodeRow; known: boolean }) {
  const t = useTranslations('cluster.nodes');
  const ui = useTranslations('ui.role');
  const list = useNameList();
  const number = useFormatter();
  const { name, address, roles, only, node } = row;
  const { glyph, key } = stateOf(row, known);
  const decimals = (value: number) => number.number(value, { maximumFractionDigits: 1 });
  const plain = roles.filter((role) => !(only as string[]).includes(role));
  return (
    <tr data-node={name}>
      <th scope="row" style={{ whiteSpace: 'nowrap' }}>
        <State of={glyph} label={<b style={{ fontWeight: 600, fontSize: 13, color: 'var(--ink)' }}>{name}</b>} />
        <div style={{ paddingLeft: 20, lineHeight: '16px' }}>
          <Mono style={{ color: 'var(--ink3)', fontSize: 'var(--smallest)' }}>{address}</Mono>
        </div>
      </th>
      <td>
        <span style={{ display: 'inline-flex', flexWrap: 'wrap', alignItems: 'center', gap: '2px 8px' }}>
          {plain.length > 0 && <span>{list(plain.map((role) => ui(role)))}</span>}
          {only.map((role) => (
            <RoleChip key={role} role={role} only />
          ))}
          {known && key !== 'isReady' && <Tag data-tone={key === 'lost' ? 'warn' : 'bad'}>{t(key)}</Tag>}
          {node && !node.schedulable && !roles.every((role) => role === 'control-plane' || role === 'etcd') && (
            <Tag data-tone="warn">{t('cordoned')}</Tag>
          )}
          {node?.pressures.map((pressure) => (
            <Tag key={pressure} data-tone="warn">
              {pressure}
            </Tag>
          ))}
          {known && roles.length === 0 && <Tag>{t('unplanned')}</Tag>}
        </span>
      </td>
      <td>
        <ShareBar
          used={node?.cpu.asked ?? 0}
          of={node?.cpu.of ?? 0}
          exact={t('cpuExact', { asked: decimals(node?.cpu.asked ?? 0), of: decimals(node?.cpu.of ?? 0) })}
        />
      </td>
      <td>
        <ShareBar
          used={node?.memory.asked ?? 0}
          of={node?.memory.of ?? 0}
          exact={t('memoryExact', {
            asked: decimals((node?.memory.asked ?? 0) / gib),
            of: decimals((node?.memory.of ?? 0) / gib),
          })}
        />
      </td>
      <td>
        <ShareBar
          used={node?.disk?.used ?? 0}
          of={node?.disk?.of ?? 0}
          exact={
            node?.disk
              ? t('diskExact', { used: decimals(node.disk.used / gib), of: decimals(node.disk.of / gib) })
              : t('diskUnknown')
          }
        />
      </td>
    </tr>
  );
}
