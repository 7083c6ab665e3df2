'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import type { Role, ServiceRole } from '@/lib/plan/schema';
import { Icon, type IconName } from './icons';

const icons: Record<Role | ServiceRole, IconName> = {
  'control-plane': 'control-plane',
  etcd: 'etcd',
  worker: 'worker',
  gateway: 'gateway',
  build: 'build',
  'nfs-primary': 'storage',
  'nfs-secondary': 'storage',
  'mysql-primary': 'database',
  'mysql-replica': 'database',
  ceph: 'storage',
};

export const roleIcon = (role: Role | ServiceRole): IconName => icons[role];

export const ChipFrame = styled('span')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 4,
  height: 20,
  padding: '0 6px 0 5px',
  borderRadius: 4,
  border: '1px solid var(--line)',
  background: 'var(--bg)',
  color: 'var(--ink2)',
  font: '500 var(--smallest)/18px var(--sans)',
  whiteSpace: 'nowrap',
  '&[data-tone="warn"]': { borderColor: 'var(--warn-line)', background: 'var(--warn-bg)', color: 'var(--warn)' },
  '&[data-tone="bad"]': {
    borderColor: 'var(--bad-line)',
    borderStyle: 'dashed',
    background: 'transparent',
    color: 'var(--bad)',
  },
});

type RoleChipProps = { role: Role | ServiceRole; only?: boolean; out?: boolean; wordless?: boolean };

/** A role as glyph and word. `only`: this host is the role's one holder, so the chip is amber; `out`: its host failed. */
export function RoleChip({ role, only = false, out = false, wordless = false }: RoleChipProps) {
  const t = useTranslations('ui');
  return (
    <ChipFrame data-tone={out ? 'bad' : only ? 'warn' : undefined} title={wordless ? t(`role.${role}`) : undefined}>
      <Icon name={icons[role]} size={12} />
      {!wordless && t(`role.${role}`)}
    </ChipFrame>
  );
}
