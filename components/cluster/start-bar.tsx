'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { BottomBar } from '@/components/ui/bottom-bar';
import { Glyph } from '@/components/ui/glyph';

const Bar = styled(BottomBar)({ '& .reason a': { textDecoration: 'underline' } });

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
