'use client';
import { styled } from '@mui/material/styles';

const Bar = styled('span')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 7,
  whiteSpace: 'nowrap',
  '& > i': {
    display: 'inline-block',
    width: 44,
    height: 6,
    borderRadius: 2,
    background: 'var(--hover)',
    overflow: 'clip',
    '@media (max-width: 1360px)': { width: 32 },
  },
  '& > i > i': { display: 'block', height: 6, background: 'var(--ink3)' },
  '&[data-full="true"] > i > i': { background: 'var(--warn-fill)' },
  '&[data-full="true"]': { color: 'var(--warn)' },
});

/** From here on a part of a node is nearly used up: the kubelet evicts at 85 % of a disk. */
const fullFrom = 0.85;

/** A share as a bar and a number; a dash where it isn't known. `exact` is the whole truth in words. */
export function ShareBar({ used, of, exact }: { used: number; of: number; exact: string }) {
  if (of <= 0) return <span title={exact}>–</span>;
  const share = used / of;
  return (
    <Bar data-full={share >= fullFrom} title={exact}>
      <i aria-hidden="true">
        <i style={{ width: `${Math.min(100, share * 100)}%` }} />
      </i>
      {`${Math.round(share * 100)}%`}
    </Bar>
  );
}
