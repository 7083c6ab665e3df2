'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import type { EdgeKind, Topology } from './model-types';

const Row = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: '2px 14px',
  padding: '2px 4px',
  borderRadius: 4,
  background: 'var(--bg)',
  fontSize: 'var(--smallest)',
  lineHeight: '16px',
  color: 'var(--ink2)',
  '& span': { display: 'flex', alignItems: 'center', gap: 6, whiteSpace: 'nowrap' },
});

type Shown = Exclude<EdgeKind, 'control'> | 'cut';

const looks: Record<Shown, Record<string, string | number>> = {
  traffic: { stroke: 'var(--ink2)', strokeWidth: 2 },
  standby: { stroke: 'var(--edge)', strokeWidth: 1.5, strokeDasharray: '6 4' },
  etcd: { stroke: 'var(--edge)', strokeWidth: 2, strokeDasharray: '1.5 4', strokeLinecap: 'round' },
  uses: { stroke: 'var(--edge)', strokeWidth: 1.5 },
  serves: { stroke: 'var(--edge)', strokeWidth: 3 },
  only: { stroke: 'var(--warn-fill)', strokeWidth: 3 },
  cut: { stroke: 'var(--bad)', strokeWidth: 2, strokeDasharray: '3 5' },
};
const order = Object.keys(looks) as Shown[];

function kindsOf({ edges, etcd }: Topology): Set<string> {
  const kinds = new Set<string>(edges.filter((edge) => !edge.cut).map((edge) => edge.kind));
  if (etcd.members.length > 1) kinds.add('etcd');
  if (edges.some((edge) => edge.cut)) kinds.add('cut');
  return kinds;
}

/** Names only the kinds of line that the diagram has. */
export function Legend({ topology }: { topology: Topology }) {
  const t = useTranslations('topology');
  const kinds = kindsOf(topology);
  return (
    <Row aria-hidden="true">
      {order
        .filter((kind) => kinds.has(kind))
        .map((kind) => (
          <span key={kind}>
            <svg width="26" height="8" role="presentation">
              <path d="M1 4H25" fill="none" style={looks[kind]} />
            </svg>
            {t(`legend.${kind}`)}
          </span>
        ))}
    </Row>
  );
}
