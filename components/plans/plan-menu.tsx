'use client';
import Divider from '@mui/material/Divider';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Popover from '@mui/material/Popover';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useRef, useState, useTransition } from 'react';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Icon } from '@/components/ui/icons';
import { useErrorText } from '@/components/ui/use-error-text';
import type { ActionResult } from '@/lib/auth/action';
import { download } from './download';
import type { PlanRowData, PlansActions } from './plan-row-data';

/** Addresses of the export by `format`. */
const exportFormats = ['yaml', 'roi', 'ansible', 'kubeadm', 'facts'] as const;

/** What can be done with a plan without opening it. */
export function PlanMenu({ row, canWrite, actions }: { row: PlanRowData; canWrite: boolean; actions: PlansActions }) {
  const t = useTranslations('plans');
  const errorText = useErrorText();
  const router = useRouter();
  const button = useRef<HTMLButtonElement>(null);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [deleting, setDeleting] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, start] = useTransition();
  const { name } = row.plan;
  const close = () => setAnchor(null);
  const offline = (): ActionResult<never> => ({ ok: false, error: { code: 'offline' } });

  const remove = () =>
    start(async () => {
      const answer = await actions.remove({ planId: row.id, typedName: name }).catch(offline);
      if (!answer.ok) return setFailure(errorText(answer.error));
      setDeleting(false);
      router.refresh();
    });
  // The menu closes at once: within the transition it would stay until the answer comes.
  const duplicate = () => {
    close();
    start(async () => {
      const answer = await actions.duplicate({ planId: row.id }).catch(offline);
      if (answer.ok) router.push(`/plans/${answer.data.planId}`);
      else setFailure(errorText(answer.error));
    });
  };
  const keep = (format: (typeof exportFormats)[number]) => {
    close();
    setFailure(null);
    start(async () => {
      const code = await download(`/api/plans/${row.id}/export?format=${format}`);
      if (code) setFailure(code === 'not-compiled' ? t('menu.notCompiled') : errorText({ code }));
    });
  };
  return (
    <div style={{ position: 'relative' }}>
      <IconButton
        ref={button}
        aria-label={t('menu.label', { name })}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Icon name="more" />
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        <MenuItem component={Link} href={`/plans/${row.id}`}>
          {t('menu.open')}
        </MenuItem>
        {canWrite && (
          <MenuItem disabled={busy} onClick={duplicate}>
            {t('menu.duplicate')}
          </MenuItem>
        )}
        <Divider />
        {exportFormats.map((format) => (
          <MenuItem key={format} disabled={busy} onClick={() => keep(format)}>
            {t(`menu.exports.${format}`)}
          </MenuItem>
        ))}
        {canWrite && <Divider />}
        {canWrite && (
          <MenuItem
            sx={{ color: 'var(--bad)' }}
            onClick={() => {
              close();
              setFailure(null);
              setDeleting(true);
            }}
          >
            {t('menu.delete')}
          </MenuItem>
        )}
      </Menu>
      <Popover
        open={failure !== null && !deleting}
        anchorEl={button.current}
        onClose={() => setFailure(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      >
        <div style={{ width: 320, padding: 8 }}>
          <ErrorNotice title={failure} />
        </div>
      </Popover>
      <ConfirmDialog
        open={deleting}
        title={t('delete.title', { name })}
        act={t('delete.act', { name })}
        typeName={name}
        busy={busy}
        onConfirm={remove}
        onClose={() => setDeleting(false)}
      >
        {t('delete.text', { revisions: row.revision })}
        {failure && <ErrorNotice title={failure} />}
      </ConfirmDialog>
    </div>
  );
}
