'use client';
import Button from '@mui/material/Button';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Mono } from '@/components/ui/mono';
import { State } from '@/components/ui/state';
import { useErrorText } from '@/components/ui/use-error-text';
import { useFactsText } from '@/components/ui/use-facts-text';
import { useHostErrorText } from '@/components/ui/use-host-error-text';
import type { HostCheck } from '@/lib/hosts/check-host';
import type { PlanHost } from '@/lib/plan/schema';
import { useEditor } from './editor-context';

/** What the last look at a host came to, and what a person can do about it. */
export function HostState({ host }: { host: PlanHost }) {
  const t = useTranslations('editor.check');
  const { checks } = useEditor();
  const factsText = useFactsText();
  const hostError = useHostErrorText();
  const state = checks.stateOf(host);
  const facts = checks.factsOf(host);
  if (!state) {
    return facts ? <Line of="satisfied" label={factsText(facts, true)} /> : <Line of="not-run" label={t('notRun')} />;
  }
  switch (state.state) {
    case 'connecting':
      return <Line of="running" label={t('connecting')} />;
    case 'ready':
      return <Line of="passed" label={factsText(state.facts, true)} />;
    case 'host-key-unknown':
      return <UnknownKey host={host} {...state} />;
    case 'host-key-changed':
      return <ChangedKey host={host} {...state} />;
    case 'console-failed':
      return <ErrorNotice title={t('consoleFailed')}>{state.found}</ErrorNotice>;
    case 'failed':
      return <ErrorNotice title={hostError(state.error.code, state.error.values)} />;
  }
}

function Line({ of, label }: { of: 'satisfied' | 'not-run' | 'running' | 'passed'; label: string }) {
  return (
    <div role="status" style={{ fontSize: 12, lineHeight: '18px' }}>
      <State of={of} size={12} label={label} />
    </div>
  );
}

/** Whose key it is, when it is a bastion's on the way: its address; null for the host's own. */
const bastionOf = ({ address, port, hop }: { address: string; port: number; hop?: number }): string | null =>
  hop === undefined ? null : port === 22 ? address : `${address}:${port}`;

type UnknownKeyProps = { host: PlanHost } & Extract<HostCheck, { state: 'host-key-unknown' }>;
function UnknownKey({ host, keyType, fingerprint, ...place }: UnknownKeyProps) {
  const t = useTranslations('editor.check');
  const bastion = bastionOf(place);
  const errorText = useErrorText();
  const { checks } = useEditor();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const accept = async () => {
    setBusy(true);
    const code = await checks.accept(checks.unknownKeys([host]));
    setFailure(code && errorText({ code }));
    setBusy(false);
  };
  return (
    <div role="status" style={{ fontSize: 12, lineHeight: '18px' }}>
      <State
        of="waiting"
        size={12}
        label={bastion === null ? t('unknownKey') : t('unknownBastionKey', { address: bastion })}
      />
      <div style={{ display: 'flex', alignItems: 'center', gap: 8, marginTop: 4 }}>
        <Mono style={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere', fontSize: 11 }}>
          {fingerprint} <span style={{ color: 'var(--ink3)' }}>{keyType}</span>
        </Mono>
        <Button sx={{ height: 28, fontSize: 12 }} loading={busy} onClick={accept}>
          {bastion === null ? t('accept', { host: host.name }) : t('acceptBastion', { address: bastion })}
        </Button>
      </div>
      {failure && <State of="failed" size={12} label={failure} />}
    </div>
  );
}

/** A hard stop: either the host was reinstalled, or somebody stands between. There is no button that goes on. */
type ChangedKeyProps = { host: PlanHost } & Extract<HostCheck, { state: 'host-key-changed' }>;
function ChangedKey({ host, pinned, presented, ...place }: ChangedKeyProps) {
  const t = useTranslations('editor.check');
  const bastion = bastionOf(place);
  return (
    <ErrorNotice
      title={t('changedKey', { host: bastion === null ? host.name : t('bastion', { address: bastion }) })}
      command="ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub"
    >
      {t('changedKeyText')}
      <div style={{ display: 'grid', gridTemplateColumns: 'auto 1fr', gap: '2px 10px', margin: '8px 0' }}>
        <span>{t('pinned')}</span>
        <Mono style={{ fontSize: 11 }}>{pinned}</Mono>
        <span>{t('presented')}</span>
        <Mono style={{ fontSize: 11, color: 'var(--bad)' }}>{presented}</Mono>
      </div>
      {t.rich('changedKeyForget', {
        settings: (text) => <a href="/settings#host-keys">{text}</a>,
      })}
    </ErrorNotice>
  );
}
