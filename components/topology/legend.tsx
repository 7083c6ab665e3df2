'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import type { EdgeKind } from './model';

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

const looks: Record<Exclude<EdgeKind, 'control'>, Record<string, string | number>> = {
  traffic: { stroke: 'var(--ink2)', strokeWidth: 2 },
  standby: { stroke: 'var(--edge)', strokeWidth: 1.5, strokeDasharray: '6 4' },
  etcd: { stroke: 'var(--edge)', strokeWidth: 2, strokeDasharray: '1.5 4', strokeLinecap: 'round' },
  uses: { stroke: 'var(--edge)', strokeWidth: 1.5 },
};

/** Names only the kinds of line that the diagram has. */
export function Legend({ kinds }: { kinds: ReadonlySet<EdgeKind> }) {
  const t = useTranslations('topology');
  return (
    <Row aria-hidden="true">
      {(['traffic', 'standby', 'etcd', 'uses'] as const)
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
