'use client';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import Tooltip from '@mui/material/Tooltip';
import { useTranslations } from 'next-intl';
import type { MouseEvent } from 'react';
import { Icon } from '@/components/ui/icons';
import { roleIcon } from '@/components/ui/role-chip';
import { hasRole } from '@/lib/plan/edits/set-role';
import { type Plan, type Role, roles } from '@/lib/plan/schema';
import type { DiagramEdits } from './use-diagram-edits';
import { startRoleDrag } from './use-role-drop';

const Bar = styled('div')({
  position: 'absolute',
  top: 0,
  left: 14,
  right: 14,
  zIndex: 5,
  height: 36,
  display: 'flex',
  alignItems: 'center',
  gap: 4,
  pointerEvents: 'none',
  '& > *': { pointerEvents: 'auto' },
  '& .count': { fontSize: 12, color: 'var(--ink3)', marginRight: 6, whiteSpace: 'nowrap' },
  '&[data-on] .count': { color: 'var(--acc)', fontWeight: 500 },
});

const Chip = styled('button')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 4,
  height: 24,
  padding: '0 7px 0 6px',
  borderRadius: 4,
  border: '1px solid var(--line2)',
  background: 'var(--raised)',
  color: 'var(--ink2)',
  font: '500 var(--smallest)/22px var(--sans)',
  whiteSpace: 'nowrap',
  cursor: 'grab',
  '&:hover': { borderColor: 'var(--edge)', color: 'var(--ink)' },
  '&[aria-pressed="true"]': { background: 'var(--acc-bg)', borderColor: 'var(--acc-line)', color: 'var(--acc)' },
  '&[aria-pressed="mixed"]': { borderStyle: 'dashed', borderColor: 'var(--acc-line)' },
});

type EditBarProps = {
  plan: Plan;
  /** Places of the selected hosts. */
  places: readonly number[];
  edits: DiagramEdits;
  say: (text: string) => void;
  onMenu: (anchor: HTMLElement) => void;
  onRemove: () => void;
};

/** Roles to drag onto a host, or to give to all selected hosts at once, and what else can be done to them. */
export function EditBar({ plan, places, edits, say, onMenu, onRemove }: EditBarProps) {
  const t = useTranslations('topology');
  const ui = useTranslations('ui');
  const some = places.length > 0;
  const chosen = new Set(places);
  const press = (role: Role) => {
    if (!some) return say(t('bar.first'));
    edits.setRole(places, role, hasRole(plan, chosen, role) !== true);
  };
  return (
    <Bar role="toolbar" aria-label={t('bar.label')} data-on={some || undefined}>
      <span className="count">{some ? t('bar.selected', { count: places.length }) : t('bar.idle')}</span>
      {roles.map((role) => (
        <Chip
          key={role}
          type="button"
          draggable
          aria-pressed={some ? hasRole(plan, chosen, role) : undefined}
          onClick={() => press(role)}
          onDragStart={(event) => startRoleDrag(event, role)}
        >
          <Icon name={roleIcon(role)} size={12} />
          {ui(`role.${role}`)}
        </Chip>
      ))}
      {some && (
        <>
          <Button
            aria-haspopup="menu"
            sx={{ ...small, ml: 1, px: 2 }}
            onClick={(event: MouseEvent<HTMLElement>) => onMenu(event.currentTarget)}
          >
            {t('bar.domain')}
            <Icon name="chevron-down" size={12} />
          </Button>
          <Tooltip title={t('bar.remove', { hosts: edits.namesOf(places) })}>
            <Button
              aria-label={t('bar.remove', { hosts: edits.namesOf(places) })}
              sx={{ ...small, width: 26, p: 0 }}
              onClick={onRemove}
            >
              <Icon name="trash" size={13} />
            </Button>
          </Tooltip>
        </>
      )}
    </Bar>
  );
}

const small = { height: 24, minHeight: 24, fontSize: 12 };
