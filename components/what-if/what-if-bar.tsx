'use client';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Icon } from '@/components/ui/icons';
import { Segmented } from '@/components/ui/segmented';
import { failureModes } from '@/lib/plan/availability/failure';
import { isHost } from '@/lib/plan/availability/holders';
import type { AvailabilityModel } from '@/lib/plan/availability/model';
import { FailMenu } from './fail-menu';
import { domainOf, type Failing } from './failing';
import { useFailingWords } from './use-failing-words';

const Bar = styled('section')({
  minHeight: 48,
  flex: 'none',
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '6px 10px',
  padding: '9px 16px',
  background: 'var(--surface)',
  borderBottom: '1px solid var(--line)',
  whiteSpace: 'nowrap',
  '& .picked': { display: 'flex', flexWrap: 'wrap', gap: 6, maxHeight: 96, overflowY: 'auto' },
  '& .quiet': { color: 'var(--ink2)' },
});

const Picked = styled('button')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 6,
  height: 28,
  padding: '0 8px',
  borderRadius: 6,
  border: '1px dashed var(--bad)',
  color: 'var(--bad)',
  background: 'var(--bad-bg)',
  font: '600 12px/1 var(--sans)',
  cursor: 'pointer',
});

type WhatIfBarProps = {
  model: AvailabilityModel;
  failing: Failing;
  onChange: (failing: Failing) => void;
  onToggle: (part: string) => void;
  /** Address of the page to show to others. */
  share: string;
  onLeave: () => void;
  /** Whether what was tried is stored. */
  status?: ReactNode;
};

/** Has power and a disk; a service or a virtual address is there or not. */
const isMachine = (part: string): boolean => isHost(part) || domainOf(part) !== null;

/** What fails, how, and the ways out. */
export function WhatIfBar({ model, failing, onChange, onToggle, share, onLeave, status }: WhatIfBarProps) {
  const t = useTranslations('what-if');
  const { partName } = useFailingWords();
  const { parts, mode } = failing;
  return (
    <Bar aria-label={t('name')}>
      <b style={{ fontWeight: 600 }}>{t('name')}</b>
      {parts.length > 0 && (
        <span className="picked">
          {parts.map((part) => {
            const name = partName(model, part);
            return (
              <Picked key={part} type="button" aria-label={t('bringBack', { name })} onClick={() => onToggle(part)}>
                <Icon name={isHost(part) ? 'host' : domainOf(part) === null ? 'external' : 'worker'} size={14} />
                {name}
                <Icon name="close" size={12} />
              </Picked>
            );
          })}
        </span>
      )}
      <span className="quiet">{t('is', { count: parts.length })}</span>
      {parts.length > 0 && !parts.some(isMachine) ? (
        <span>{t('outOfReach')}</span>
      ) : (
        <Segmented
          label={t('modeLabel')}
          value={mode}
          options={failureModes.map((value) => ({ value, label: t(`mode.${value}`) }))}
          onChange={(next) => onChange({ ...failing, mode: next })}
        />
      )}
      <FailMenu model={model} failing={failing} onToggle={onToggle} />
      {parts.length > 1 && (
        <Button variant="text" sx={small} onClick={() => onChange({ ...failing, parts: [] })}>
          {t('clear')}
        </Button>
      )}
      <span style={{ flex: 1 }} />
      {status}
      <Button component="a" href={share} target="_blank" rel="noopener" sx={small}>
        <Icon name="upload" size={14} />
        {t('share')}
      </Button>
      <Button sx={small} onClick={onLeave}>
        {t('leave')}
      </Button>
    </Bar>
  );
}

const small = { height: 28, fontSize: 12, px: 2.5 };
