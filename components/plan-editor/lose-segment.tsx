'use client';
import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { HostNote } from '@/components/topology/topology-props';
import { Icon } from '@/components/ui/icons';
import { Glyph } from '@/components/ui/state';
import type { PlanHost } from '@/lib/plan/schema';

const Group = styled('div')({
  display: 'inline-flex',
  flex: 'none',
  height: 32,
  border: '1px solid var(--line2)',
  borderRadius: 6,
  background: 'var(--surface)',
  overflow: 'clip',
  overflowClipMargin: 4,
  fontSize: 12,
  '& > span': { padding: '0 10px', alignSelf: 'center', color: 'var(--ink3)' },
  '& > button': {
    border: 0,
    borderLeft: '1px solid var(--line)',
    background: 'none',
    font: '500 12px/1 var(--sans)',
    color: 'var(--ink)',
    padding: '0 10px',
    display: 'inline-flex',
    alignItems: 'center',
    gap: 6,
    maxWidth: 128,
    cursor: 'pointer',
    transition: 'background-color 120ms',
  },
  '& > button > span': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', lineHeight: '16px' },
  '& > button:last-of-type': { borderRadius: '0 5px 5px 0' },
  '& > button:hover': { background: 'var(--hover)' },
  '& > button[data-bad]': { background: 'var(--bad-bg)', color: 'var(--bad)' },
  '@media (max-width: 1360px)': { '& > button, & > span': { padding: '0 7px' }, '& > button': { maxWidth: 96 } },
});

/** More hosts than these are in a menu. */
const sideBySide = 6;

type LoseSegmentProps = {
  hosts: readonly PlanHost[];
  /** By host name: what its loss does. */
  losses: Record<string, HostNote>;
  /** Place of the host that is to be lost. */
  onLose: (place: number) => void;
};

/** The shortest way to "what if": lose one host. */
export function LoseSegment({ hosts, losses, onLose }: LoseSegmentProps) {
  const t = useTranslations('what-if.lose');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const entries = hosts.map((host, place) => ({
    place,
    name: host.name || host.address || String(place + 1),
    loss: losses[host.name],
  }));
  if (entries.length === 0) return null;
  if (entries.length <= sideBySide) {
    return (
      <Group role="group" aria-label={t('label')}>
        <span>{t('short')}</span>
        {entries.map(({ place, name, loss }) => (
          <button
            key={place}
            type="button"
            title={loss?.text}
            aria-label={t('host', { host: name, text: loss?.text ?? '' })}
            data-bad={loss?.state === 'failed' || undefined}
            onClick={() => onLose(place)}
          >
            {loss && <Glyph of={loss.state} size={14} />}
            <span>{name}</span>
          </button>
        ))}
      </Group>
    );
  }
  return (
    <>
      <Button
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event: React.MouseEvent<HTMLElement>) => setAnchor(event.currentTarget)}
      >
        {t('label')}
        <Icon name="chevron-down" size={14} />
      </Button>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        slotProps={{ list: { dense: true, 'aria-label': t('label') }, paper: { sx: { maxHeight: 420 } } }}
      >
        {entries.map(({ place, name, loss }) => (
          <MenuItem
            key={place}
            sx={{ gap: 2 }}
            onClick={() => {
              setAnchor(null);
              onLose(place);
            }}
          >
            {loss && <Glyph of={loss.state} size={14} />}
            <span style={{ flex: 1 }}>{name}</span>
            <span style={{ fontSize: 12, color: 'var(--ink3)', marginLeft: 12 }}>{loss?.text}</span>
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
