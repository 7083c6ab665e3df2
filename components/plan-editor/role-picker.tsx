'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { Icon } from '@/components/ui/icons';
import { roleIcon } from '@/components/ui/role-chip';
import { type Role, roles } from '@/lib/plan/schema';

const Toggle = styled('button')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 4,
  height: 22,
  padding: '0 6px 0 5px',
  borderRadius: 4,
  border: '1px dashed var(--line2)',
  background: 'none',
  color: 'var(--ink3)',
  font: '500 var(--smallest)/20px var(--sans)',
  whiteSpace: 'nowrap',
  cursor: 'pointer',
  transition: 'background-color 120ms, color 120ms',
  '&:hover:not(:disabled)': { borderColor: 'var(--edge)', color: 'var(--ink)' },
  '&:disabled': { cursor: 'default' },
  '&[aria-pressed="true"]': {
    borderStyle: 'solid',
    background: 'var(--acc-bg)',
    borderColor: 'var(--acc-line)',
    color: 'var(--acc)',
  },
  '&[data-wrong]': { borderColor: 'var(--bad)' },
  '&[aria-pressed="mixed"]': { borderStyle: 'solid', background: 'var(--idle-bg)', color: 'var(--ink2)' },
});

const Group = styled('fieldset')({
  border: 0,
  margin: 0,
  padding: 0,
  minWidth: 0,
  display: 'flex',
  flexWrap: 'wrap',
  gap: 4,
});

type RolePickerProps = {
  /** Names whose roles these are, to screen readers. */
  label: string;
  has: (role: Role) => boolean | 'mixed';
  onToggle: (role: Role, has: boolean) => void;
  disabled?: boolean;
  /** Id of what is said about the choice of roles. */
  saidIn?: string | undefined;
  /** Roles that it is said about. */
  wrong?: readonly Role[];
};

/** The five roles as toggle buttons; "mixed" when some of several hosts have one. */
export function RolePicker({ label, has, onToggle, disabled, saidIn, wrong = [] }: RolePickerProps) {
  const t = useTranslations('ui');
  return (
    <Group aria-label={label} aria-describedby={saidIn}>
      {roles.map((role) => {
        const state = has(role);
        return (
          <Toggle
            key={role}
            type="button"
            aria-pressed={state}
            disabled={disabled}
            data-wrong={(wrong.includes(role) && state === true) || undefined}
            onClick={() => onToggle(role, state !== true)}
          >
            <Icon name={roleIcon(role)} size={12} />
            {t(`role.${role}`)}
          </Toggle>
        );
      })}
    </Group>
  );
}
