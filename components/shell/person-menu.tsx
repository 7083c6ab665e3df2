'use client';
import Avatar from '@mui/material/Avatar';
import ButtonBase from '@mui/material/ButtonBase';
import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import type { Person } from './shell-data';

export function PersonMenu({ person, signOut }: { person: Person; signOut: () => Promise<unknown> }) {
  const t = useTranslations('shell');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [busy, start] = useTransition();
  const name = person.name || person.email;
  return (
    <>
      <ButtonBase
        aria-label={t('person', { name })}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ borderRadius: '50%' }}
      >
        <Avatar
          sx={{ width: 26, height: 26, bgcolor: 'var(--ink2)', color: 'var(--surface)', font: '600 10px var(--sans)' }}
        >
          {Array.from(name).slice(0, 2).join('')}
        </Avatar>
      </ButtonBase>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <li style={{ padding: '6px 10px 8px', maxWidth: 280 }}>
          <div style={{ fontWeight: 600 }}>{name}</div>
          <div style={{ color: 'var(--ink3)', fontSize: 12, overflowWrap: 'anywhere' }}>
            {person.email} · {t(`roles.${person.role}`)}
          </div>
        </li>
        <Divider />
        <MenuItem disabled={busy} onClick={() => start(async () => void (await signOut()))}>
          {t('signOut')}
        </MenuItem>
      </Menu>
    </>
  );
}
