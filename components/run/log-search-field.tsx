'use client';
import IconButton from '@mui/material/IconButton';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import type { LogSearch } from '@/components/run/use-log-search';
import { Icon } from '@/components/ui/icons';

const Field = styled('div')({
  height: 28,
  width: 216,
  minWidth: 132,
  flexShrink: 1,
  display: 'flex',
  alignItems: 'center',
  gap: 6,
  padding: '0 2px 0 8px',
  border: '1px solid var(--line2)',
  borderRadius: 6,
  background: 'var(--surface)',
  color: 'var(--ink3)',
  fontSize: 'var(--smallest)',
  whiteSpace: 'nowrap',
  '&:focus-within': { outline: '2px solid var(--acc)', outlineOffset: -1 },
  '& input': {
    flex: 1,
    minWidth: 0,
    border: 0,
    outline: 0,
    background: 'none',
    font: '400 12px/18px var(--mono)',
    color: 'var(--ink)',
    padding: 0,
  },
  '& input::-webkit-search-cancel-button': { display: 'none' },
  '& .MuiIconButton-root': { width: 20, height: 22 },
});

type LogSearchFieldProps = { search: LogSearch; text: string; onText: (text: string) => void };

/** Marks and counts; Enter goes to the next match, Shift+Enter to the one before, Escape clears. */
export function LogSearchField({ search, text, onText }: LogSearchFieldProps) {
  const t = useTranslations('run.log');
  const { count, index } = search;
  return (
    <Field role="search">
      <Icon name="search" size={14} />
      <input
        type="search"
        value={text}
        aria-label={t('search')}
        placeholder={t('search')}
        spellCheck={false}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') search.go(event.shiftKey ? -1 : 1);
          else if (event.key === 'Escape') onText('');
        }}
      />
      {text !== '' && (
        <>
          <span role="status">{count === 0 ? t('noMatch') : t('matches', { index: index + 1, count })}</span>
          <IconButton
            aria-label={t('previous')}
            title={t('previous')}
            disabled={count === 0}
            onClick={() => search.go(-1)}
          >
            <span style={{ transform: 'rotate(180deg)' }}>
              <Icon name="chevron-down" size={12} />
            </span>
          </IconButton>
          <IconButton aria-label={t('next')} title={t('next')} disabled={count === 0} onClick={() => search.go(1)}>
            <Icon name="chevron-down" size={12} />
          </IconButton>
        </>
      )}
    </Field>
  );
}
