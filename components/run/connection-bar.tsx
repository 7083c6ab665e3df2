'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { listDuration } from '@/components/run/duration';
import { Glyph } from '@/components/ui/glyph';
import type { Connection } from '@/lib/realtime/feed';

const Bar = styled('div')({
  flex: 'none',
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  padding: '6px 16px',
  background: 'var(--warn-bg)',
  borderBottom: '1px solid var(--warn-line)',
  color: 'var(--warn)',
  fontSize: 12,
  lineHeight: '18px',
});

/** Says that what is shown is old, since when, and what happens now. Nothing while the stream is live. */
export function ConnectionBar({ connection, now }: { connection: Connection; now: number }) {
  const t = useTranslations('run.connection');
  if (connection.kind === 'live' || connection.kind === 'connecting') return null;
  if (connection.kind === 'reconnecting') {
    return (
      <Bar>
        <Glyph of="warning" size={14} />
        {t('reconnecting', { duration: listDuration(now - connection.since) })}
      </Bar>
    );
  }
  return (
    <Bar>
      <Glyph of="warning" size={14} />
      {t(connection.error)}
      {connection.error === 'unauthenticated' && <a href="/sign-in">{t('signIn')}</a>}
    </Bar>
  );
}
