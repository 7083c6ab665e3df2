'use client';
import Autocomplete from '@mui/material/Autocomplete';
import ButtonBase from '@mui/material/ButtonBase';
import Dialog from '@mui/material/Dialog';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Icon } from '@/components/ui/icons';
import { type PlanEntry, pagesFor } from './shell-data';

const Opener = styled(ButtonBase)({
  height: 30,
  width: 172,
  border: '1px solid var(--line)',
  borderRadius: 6,
  background: 'var(--bg)',
  gap: 7,
  padding: '0 7px',
  justifyContent: 'flex-start',
  color: 'var(--ink3)',
  fontSize: 12,
  whiteSpace: 'nowrap',
  '& kbd': {
    marginLeft: 'auto',
    font: '500 11px/16px var(--sans)',
    border: '1px solid var(--line)',
    borderRadius: 4,
    padding: '0 4px',
    background: 'var(--surface)',
  },
  '@media (max-width: 1360px)': { width: 124 },
});

type Place = { href: string; label: string; group: string };

/** Ctrl K: a plan or a page by its name. */
export function GoTo({ plans, role }: { plans: PlanEntry[]; role: string }) {
  const t = useTranslations('shell');
  const router = useRouter();
  const [open, setOpen] = useState(false);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
        return;
      event.preventDefault();
      setOpen((before) => !before);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  const places: Place[] = [
    ...plans.map((plan) => ({ href: `/plans/${plan.id}`, label: plan.name, group: t('goToPlans') })),
    ...pagesFor(role).map((page) => ({
      href: `/${page}`,
      label: t(`pages.${page}`),
      group: t('goToPages'),
    })),
  ];
  return (
    <>
      <Opener onClick={() => setOpen(true)} aria-keyshortcuts="Control+K">
        <Icon name="search" size={14} />
        {t('goTo')}
        <kbd>Ctrl K</kbd>
      </Opener>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        slotProps={{ paper: { 'aria-label': t('goTo') } }}
        fullWidth
        maxWidth="xs"
        sx={{ '& .MuiDialog-container': { alignItems: 'flex-start', pt: '12vh' } }}
      >
        <Autocomplete<Place>
          options={places}
          groupBy={(place) => place.group}
          getOptionKey={(place) => place.href}
          open
          openOnFocus
          autoHighlight
          forcePopupIcon={false}
          disablePortal
          noOptionsText={t('goToNone')}
          // Its list is always open, so the field takes Escape for itself: the dialog would never hear it.
          onClose={(_event, reason) => reason === 'escape' && setOpen(false)}
          onChange={(_event, place) => {
            if (!place) return;
            setOpen(false);
            router.push(place.href);
          }}
          sx={{ p: 2, minHeight: 320 }}
          slotProps={{ paper: { sx: { border: 0, mt: 1 } }, popper: { placement: 'bottom-start' } }}
          renderInput={(params) => (
            <TextField {...params} autoFocus placeholder={t('goToHint')} aria-label={t('goTo')} />
          )}
        />
      </Dialog>
    </>
  );
}
