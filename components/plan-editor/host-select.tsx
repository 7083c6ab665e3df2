'use client';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Icon } from '@/components/ui/icons';
import { Mono } from '@/components/ui/mono';
import { setRole } from '@/lib/plan/edits/set-role';
import type { ServiceRole } from '@/lib/plan/schema';
import { useEditor, usePlan } from './editor-context';

type HostSelectProps = {
  label: string;
  /** Place of the host in the plan; -1 for none. */
  value: number;
  /** What no host stands for. */
  none: string;
  /** The name that the plan gives when no host has it: shown until another is chosen. */
  unknown?: string;
  hint?: string;
  onChange: (index: number) => void;
  /** Whether none can be chosen again. */
  clearable?: boolean;
};

/** Apart from none, so that none can be chosen. */
const strange = -2;

/** One of the plan's hosts, by name and address. */
export function HostSelect({ label, value, none, unknown = '', hint, onChange, clearable = false }: HostSelectProps) {
  const plan = usePlan();
  const { readOnly } = useEditor();
  return (
    <Field label={label} hint={hint}>
      {({ id, ...described }) => (
        <Select<number>
          id={id}
          fullWidth
          displayEmpty
          readOnly={readOnly}
          inputProps={{ 'aria-label': label, ...described }}
          value={unknown !== '' ? strange : value < plan.hosts.length ? value : -1}
          onChange={(event) => onChange(event.target.value)}
          sx={{
            '& .MuiSelect-select': {
              display: 'flex',
              alignItems: 'center',
              gap: 2,
              // None is an answer where it can be chosen.
              color: value < 0 && !clearable ? 'var(--ink3)' : undefined,
            },
          }}
        >
          <MenuItem value={-1} disabled={!clearable}>
            {none}
          </MenuItem>
          {unknown !== '' && (
            <MenuItem value={strange} disabled>
              {unknown}
            </MenuItem>
          )}
          {plan.hosts.map((host, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a host is its place; its name is being typed
            <MenuItem key={index} value={index}>
              <Icon name="host" size={14} />
              <span style={{ flex: 1, overflow: 'hidden', textOverflow: 'ellipsis' }}>
                {host.name || `#${index + 1}`}
              </span>
              <Mono style={{ color: 'var(--ink3)' }}>{host.address}</Mono>
            </MenuItem>
          ))}
        </Select>
      )}
    </Field>
  );
}

/** The host that has a role of which there is one: choosing another host moves it there. */
export function RoleHolder({ of: role, label }: { of: ServiceRole; label: string }) {
  const t = useTranslations('editor.services');
  const plan = usePlan();
  const { edit } = useEditor();
  return (
    <HostSelect
      label={label}
      none={t('noHost')}
      value={plan.hosts.findIndex((host) => host.roles.includes(role))}
      onChange={(index) => edit((now) => setRole(now, new Set([index]), role, true))}
    />
  );
}
