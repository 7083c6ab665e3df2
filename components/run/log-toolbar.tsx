'use client';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { LogSearchField } from '@/components/run/log-search-field';
import type { LogSearch } from '@/components/run/use-log-search';
import { Glyph } from '@/components/ui/glyph';
import { Icon } from '@/components/ui/icons';
import { Segmented } from '@/components/ui/segmented';
import type { LogFilter } from '@/lib/realtime/log-selection';

const Bar = styled('div')({
  minHeight: 44,
  flex: 'none',
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  padding: '0 16px',
  borderBottom: '1px solid var(--line)',
  background: 'var(--surface)',
  '& h2': { fontSize: 13, lineHeight: '20px', fontWeight: 600, margin: 0 },
  '& .grow': { flex: 1 },
  '& .count': {
    fontSize: 'var(--smallest)',
    lineHeight: '16px',
    color: 'var(--ink3)',
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '& .MuiSelect-root': { height: 28, fontSize: 12, maxWidth: 210 },
  '& .MuiSelect-select': { padding: '0 30px 0 10px', lineHeight: '28px', height: 28 },
  '& .follow': { height: 28, fontSize: 12, padding: '0 10px' },
  '& .follow[aria-pressed="true"]': {
    borderColor: 'var(--acc-line)',
    background: 'var(--acc-bg)',
    color: 'var(--acc)',
  },
});

/** Hosts beyond this many make a select of the row of buttons. */
const hostsSideBySide = 4;
const all = '*';

export type StepOption = { id: string; label: string };

type LogToolbarProps = {
  filter: LogFilter;
  hosts: { name: string; failed: boolean }[];
  steps: StepOption[];
  search: LogSearch;
  counts: string;
  following: boolean;
  unseen: number;
  onFilter: (filter: LogFilter) => void;
  onFollow: () => void;
  onStop: () => void;
};

export function LogToolbar(props: LogToolbarProps) {
  const { filter, hosts, steps, search, counts, following, unseen, onFilter, onFollow, onStop } = props;
  const t = useTranslations('run.log');
  const hostOptions = [
    { value: all, label: t('allHosts') },
    ...hosts.map(({ name, failed }) => ({
      value: name,
      label: (
        <>
          {name}
          {failed && <Glyph of="failed" size={12} />}
        </>
      ),
    })),
  ];
  const setHost = (value: string) => onFilter({ ...filter, host: value === all ? null : value, step: null });
  return (
    <Bar>
      <h2>{t('title')}</h2>
      {hosts.length <= hostsSideBySide ? (
        <Segmented label={t('hostFilter')} value={filter.host ?? all} options={hostOptions} onChange={setHost} />
      ) : (
        <Select
          value={filter.host ?? all}
          onChange={(event) => setHost(event.target.value)}
          inputProps={{ 'aria-label': t('hostFilter') }}
        >
          {hostOptions.map((option) => (
            <MenuItem key={option.value} value={option.value}>
              {option.label}
            </MenuItem>
          ))}
        </Select>
      )}
      <Select
        value={filter.step ?? all}
        onChange={(event) => onFilter({ ...filter, step: event.target.value === all ? null : event.target.value })}
        renderValue={(value) =>
          `${t('stepFilter')}: ${steps.find((step) => step.id === value)?.label ?? t('allSteps')}`
        }
        inputProps={{ 'aria-label': t('stepFilter') }}
      >
        <MenuItem value={all}>{t('allSteps')}</MenuItem>
        {steps.map((step) => (
          <MenuItem key={step.id} value={step.id}>
            {step.label}
          </MenuItem>
        ))}
      </Select>
      <LogSearchField search={search} text={filter.text} onText={(text) => onFilter({ ...filter, text })} />
      <span className="grow" />
      <span className="count" title={counts}>
        {counts}
      </span>
      <Button className="follow" aria-pressed={following} onClick={following ? onStop : onFollow}>
        <Icon name="download" size={14} />
        {following ? t('following') : unseen > 0 ? t('new', { count: unseen }) : t('follow')}
      </Button>
    </Bar>
  );
}
