'use client';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Icon } from '@/components/ui/icons';
import type { PlanEntry } from './shell-data';

export function PlanSwitcher({ plan, plans }: { plan: PlanEntry; plans: PlanEntry[] }) {
  const t = useTranslations('shell');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = () => setAnchor(null);
  return (
    <>
      <span aria-hidden="true" style={{ color: 'var(--line2)', fontSize: 16, margin: '0 -4px 0 2px' }}>
        /
      </span>
      <Button
        variant="text"
        aria-label={t('switchPlan', { name: plan.name })}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ height: 28, color: 'var(--ink)', maxWidth: 260 }}
      >
        <span style={{ overflow: 'hidden', textOverflow: 'ellipsis', lineHeight: '20px' }}>{plan.name}</span>
        <Icon name="chevron-down" size={12} />
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        {plans.map((other) => (
          <MenuItem
            key={other.id}
            component={Link}
            href={`/plans/${other.id}`}
            selected={other.id === plan.id}
            onClick={close}
          >
            {other.name}
          </MenuItem>
        ))}
        <Divider />
        <MenuItem component={Link} href="/plans" onClick={close}>
          {t('allPlans')}
        </MenuItem>
      </Menu>
    </>
  );
}
