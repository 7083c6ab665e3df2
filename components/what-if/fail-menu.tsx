'use client';
import Button from '@mui/material/Button';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Icon } from '@/components/ui/icons';
import { hostsOfDomain } from '@/lib/plan/availability/failure';
import { isVip } from '@/lib/plan/availability/holders';
import type { AvailabilityModel } from '@/lib/plan/availability/model';
import { type Failing, partOfDomain } from './failing';
import { useFailingWords } from './use-failing-words';

type FailMenuProps = { model: AvailabilityModel; failing: Failing; onToggle: (part: string) => void };

/** Everything that can fail, by name: what the diagram offers by a click. */
export function FailMenu({ model, failing, onToggle }: FailMenuProps) {
  const t = useTranslations('what-if');
  const { partName } = useFailingWords();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  // In the order in which they are drawn.
  const domains = model.domains.map(({ name }) => name).filter((name) => hostsOfDomain(model, name).length > 0);
  const ids = model.services.map(({ id }) => id);
  const groups = [
    { key: 'hosts', parts: model.hosts.map(({ id }) => id) },
    { key: 'domains', parts: domains.map(partOfDomain) },
    { key: 'addresses', parts: ids.filter(isVip) },
    { key: 'services', parts: ids.filter((id) => !isVip(id)) },
  ].filter(({ parts }) => parts.length > 0);
  return (
    <>
      <Button
        variant="text"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        sx={{ height: 28, fontSize: 12 }}
        onClick={(event: React.MouseEvent<HTMLElement>) => setAnchor(event.currentTarget)}
      >
        <Icon name="plus" size={14} />
        {t('add')}
      </Button>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        slotProps={{ list: { dense: true, 'aria-label': t('add') }, paper: { sx: { maxHeight: 420, minWidth: 220 } } }}
      >
        {groups.flatMap(({ key, parts }) => [
          <ListSubheader key={key} role="presentation" sx={{ lineHeight: '28px', fontSize: 12, background: 'none' }}>
            {t(`menu.${key}`)}
          </ListSubheader>,
          ...parts.map((part) => {
            const chosen = failing.parts.includes(part);
            return (
              <MenuItem
                key={part}
                role="menuitemcheckbox"
                aria-checked={chosen}
                sx={{ justifyContent: 'space-between', gap: 4 }}
                onClick={() => {
                  setAnchor(null);
                  onToggle(part);
                }}
              >
                {partName(model, part)}
                {chosen && <Icon name="check" size={14} />}
              </MenuItem>
            );
          }),
        ])}
      </Menu>
    </>
  );
}
