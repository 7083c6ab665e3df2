'use client';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import LinearProgress from '@mui/material/LinearProgress';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Mono } from '@/components/ui/mono';
import type { ScanFinding } from '@/lib/hosts/scan';
import { addHosts } from '@/lib/plan/add-hosts';
import { loginLike } from '@/lib/plan/edits/hops';
import { parseHostLines } from '@/lib/plan/parse-host-lines';
import { useEditor, usePlan } from './editor-context';
import { Quiet } from './editor-layout';
import { useHostScan } from './use-host-scan';

const List = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  border: '1px solid var(--line)',
  borderRadius: 6,
  maxHeight: 260,
  overflowY: 'auto',
  fontSize: 12,
  lineHeight: '18px',
  '& li': { display: 'flex', alignItems: 'center', gap: 8, padding: '3px 10px', borderTop: '1px solid var(--line)' },
  '& li:first-of-type': { borderTop: 0 },
});

type ScanHostsProps = { open: boolean; onClose: () => void; onAdded: () => void };

/** Looks for SSH servers in a range of addresses, because a person asks for it; then that person chooses which to add. */
export function ScanHosts({ open, onClose, onAdded }: ScanHostsProps) {
  const id = useId();
  return (
    <Dialog open={open} onClose={onClose} aria-labelledby={id} fullWidth maxWidth="sm">
      {/* Mounted anew each time it opens; closing it ends a scan that runs. */}
      <ScanForm titleId={id} onClose={onClose} onAdded={onAdded} />
    </Dialog>
  );
}

function ScanForm({ titleId, onClose, onAdded }: Omit<ScanHostsProps, 'open'> & { titleId: string }) {
  const t = useTranslations('editor.scan');
  const ui = useTranslations('ui');
  const plan = usePlan();
  const { edit, scanHostsUrl } = useEditor();
  const { scan, start, cancel } = useHostScan(scanHostsUrl);
  const [range, setRange] = useState('');
  const [port, setPort] = useState('22');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const wrongPort = !/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65535;
  const has = ({ address, port: at }: ScanFinding) =>
    plan.hosts.some((host) => host.address === address && host.ssh.port === at);
  const fresh = scan.found.filter((each) => each.is === 'ssh' && !has(each));
  const chosen = fresh.filter(({ address }) => !left.has(address));
  const running = scan.state === 'running';

  const add = () => {
    const text = chosen.map((each) => `${each.address}:${each.port}`).join('\n');
    const taken = plan.hosts.filter((host) => host.address !== '').map((host) => host.name);
    edit((now) => addHosts(now, parseHostLines(text, taken).hosts, { ssh: loginLike(now.hosts) }).plan);
    onAdded();
    onClose();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!running && range.trim() !== '' && !wrongPort) {
          setLeft(new Set());
          void start(range, Number(port));
        }
      }}
    >
      <DialogTitle id={titleId}>{t('title')}</DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 3 }}>
        <p style={{ margin: 0, color: 'var(--ink2)' }}>{t('text')}</p>
        <div style={{ display: 'grid', gridTemplateColumns: '1fr 96px', gap: 8, alignItems: 'start' }}>
          <Field label={t('range')} hint={t('rangeHint')}>
            {(field) => (
              <TextField
                {...field}
                autoFocus
                value={range}
                placeholder="10.0.0.0/24"
                onChange={(event) => setRange(event.target.value)}
                slotProps={{ htmlInput: { spellCheck: false, autoComplete: 'off' } }}
              />
            )}
          </Field>
          <Field label={t('port')}>
            {(field) => (
              <TextField
                {...field}
                value={port}
                error={wrongPort}
                onChange={(event) => setPort(event.target.value)}
                slotProps={{ htmlInput: { inputMode: 'numeric', autoComplete: 'off' } }}
              />
            )}
          </Field>
        </div>
        {scan.state === 'failed' && <ErrorNotice title={t(`errors.${scan.error}`)} />}
        {running && (
          <LinearProgress
            aria-label={t('progressLabel')}
            variant={scan.total > 0 ? 'determinate' : 'indeterminate'}
            value={scan.total > 0 ? (100 * scan.done) / scan.total : 0}
          />
        )}
        {scan.state !== 'idle' && scan.state !== 'failed' && (
          <Quiet role="status">
            {t(`states.${scan.state}`, { done: scan.done, total: scan.total, found: fresh.length })}
          </Quiet>
        )}
        {scan.found.length > 0 && (
          <List aria-label={t('found')}>
            {scan.found.map((each) => (
              <li key={each.address}>
                {each.is === 'ssh' && !has(each) ? (
                  <Checkbox
                    checked={!left.has(each.address)}
                    onChange={(_event, on) => setLeft((before) => toggled(before, each.address, !on))}
                    slotProps={{ input: { 'aria-label': t('choose', { address: each.address }) } }}
                  />
                ) : (
                  <span style={{ color: 'var(--ink3)' }}>{has(each) ? t('present') : t('other')}</span>
                )}
                <Mono>{each.address}</Mono>
                <span style={{ marginLeft: 'auto', color: 'var(--ink3)', overflowWrap: 'anywhere' }}>
                  {each.is === 'ssh' ? each.greeting : ''}
                </span>
              </li>
            ))}
          </List>
        )}
      </DialogContent>
      <DialogActions>
        {running ? <Button onClick={cancel}>{t('stop')}</Button> : <Button onClick={onClose}>{ui('cancel')}</Button>}
        <Button type="submit" disabled={running || range.trim() === '' || wrongPort}>
          {t('start')}
        </Button>
        <Button variant="contained" disabled={running || chosen.length === 0} onClick={add}>
          {t('add', { count: chosen.length })}
        </Button>
      </DialogActions>
    </form>
  );
}

function toggled(set: ReadonlySet<string>, address: string, on: boolean): ReadonlySet<string> {
  const next = new Set(set);
  if (on) next.add(address);
  else next.delete(address);
  return next;
}
