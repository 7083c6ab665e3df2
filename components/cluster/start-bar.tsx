'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Glyph } from '@/components/ui/glyph';

const Bar = styled('footer')({
  minHeight: 58,
  flex: 'none',
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  padding: '0 16px',
  borderTop: '1px solid var(--line2)',
  background: 'var(--surface)',
  lineHeight: '17px',
  '& .grow': { flex: 1 },
  '& .under': { fontSize: 'var(--smallest)', lineHeight: '16px', color: 'var(--ink3)' },
  '& .reason': {
    fontSize: 12,
    color: 'var(--ink2)',
    textAlign: 'right',
    maxWidth: 280,
    '& a': { textDecoration: 'underline' },
  },
});

/** What the button at its end will do, and by which bytes; '' while there are none. */
export function StartBar({ says, sha256, children }: { says: string; sha256: string; children: ReactNode }) {
  const t = useTranslations('cluster.remove');
  return (
    <Bar>
      <Glyph of="warning" />
      <div>
        <div style={{ fontWeight: 600 }}>{says}</div>
        {sha256 !== '' && (
          <div className="under" title={sha256}>
            {t('fixed', { sha: `${sha256.slice(0, 4)}…${sha256.slice(-4)}` })}
          </div>
        )}
      </div>
      <span className="grow" />
      {children}
    </Bar>
  );
}
