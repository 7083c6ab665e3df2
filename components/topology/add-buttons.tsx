'use client';
import Button from '@mui/material/Button';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Icon } from '@/components/ui/icons';
import { type ServiceChoice, type ServiceSlot, serviceChoices, serviceIn, slotOf } from '@/lib/plan/edits/services';
import { domainKinds, type Plan } from '@/lib/plan/schema';
import type { EditPlan } from './topology-props';
import { useAnnouncer } from './use-announcer';
import { useDiagramEdits } from './use-diagram-edits';

type AddButtonsProps = {
  plan: Plan;
  edit: EditPlan;
  /** Place of the selected host: what Slipway sets up goes there first. */
  selected: number | null;
  /** Place of the host that was added. */
  onHost: (index: number) => void;
  onService: (slot: ServiceSlot) => void;
};

const slotNames = ['entry', 'storage', 'registry', 'database', 'etcd'] as const;
const nameOfSlot = (choice: ServiceChoice): (typeof slotNames)[number] => {
  const slot = slotOf[choice];
  return slot === 'entry.api' || slot === 'entry.application' ? 'entry' : slot;
};

/** What can be added to the diagram: a host, a failure domain of a kind, a service of the palette. */
export function AddButtons({ plan, edit, selected, onHost, onService }: AddButtonsProps) {
  const t = useTranslations('topology');
  const [said, say] = useAnnouncer();
  const edits = useDiagramEdits(plan, edit, { say, removed: say });
  return (
    <>
      <Button
        aria-label={t('add.hostLabel')}
        sx={small}
        onClick={() => {
          edits.addHost();
          onHost(plan.hosts.length);
        }}
      >
        <Icon name="plus" size={14} />
        {t('add.host')}
      </Button>
      <AddMenu name={t('add.domain')} label={t('add.domainLabel')}>
        {(close) =>
          domainKinds.map((kind) => (
            <MenuItem
              key={kind}
              onClick={() => {
                close();
                edits.addDomain(kind);
              }}
            >
              {t(`domainKind.${kind}`)}
            </MenuItem>
          ))
        }
      </AddMenu>
      <AddMenu name={t('add.service')} label={t('add.serviceLabel')}>
        {(close) =>
          slotNames.flatMap((slot) => [
            <ListSubheader key={slot} role="presentation" sx={{ lineHeight: '28px', fontSize: 12, background: 'none' }}>
              {t(`add.slot.${slot}`)}
            </ListSubheader>,
            ...serviceChoices
              .filter((choice) => nameOfSlot(choice) === slot)
              .map((choice) => {
                const there = serviceIn(plan, slotOf[choice]);
                return (
                  <MenuItem
                    key={choice}
                    disabled={there === choice}
                    sx={{ justifyContent: 'space-between', gap: 6 }}
                    onClick={() => {
                      close();
                      edits.addService(choice, selected === null ? [] : [selected]);
                      onService(slotOf[choice]);
                    }}
                  >
                    {t(`add.choice.${choice}`)}
                    {there && (
                      <span style={{ fontSize: 12, color: 'var(--ink3)' }}>
                        {there === choice ? t('add.inPlan') : t('add.replaces', { name: t(`add.choice.${there}`) })}
                      </span>
                    )}
                  </MenuItem>
                );
              }),
          ])
        }
      </AddMenu>
      <span role="status" className="visually-hidden" key={said.count}>
        {said.text}
      </span>
    </>
  );
}

type AddMenuProps = { name: string; label: string; children: (close: () => void) => ReactNode };

function AddMenu({ name, label, children }: AddMenuProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = () => setAnchor(null);
  return (
    <>
      <Button
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        sx={small}
        onClick={(event: React.MouseEvent<HTMLElement>) => setAnchor(event.currentTarget)}
      >
        <Icon name="plus" size={14} />
        {name}
      </Button>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={close}
        slotProps={{ list: { dense: true, 'aria-label': label }, paper: { sx: { maxHeight: 520 } } }}
      >
        {anchor && children(close)}
      </Menu>
    </>
  );
}

const small = { height: 28, fontSize: 12, px: 2.5 };
