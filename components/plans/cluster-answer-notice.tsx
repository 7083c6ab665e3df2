'use client';
import Button from '@mui/material/Button';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Mono } from '@/components/ui/mono';
import { Notice } from '@/components/ui/notice';
import { useErrorText } from '@/components/ui/use-error-text';
import { useHostErrorText } from '@/components/ui/use-host-error-text';
import type { ActionResult } from '@/lib/auth/action';
import type { ClusterActions, ClusterAnswer } from './cluster-start';

type ClusterAnswerNoticeProps = {
  answer: Exclude<ClusterAnswer, { state: 'read' }>;
  acceptHostKeys: ClusterActions['acceptHostKeys'];
  /** The key was accepted: the same can be asked again. */
  onAccepted: () => void;
};

/** Why a cluster could not be read: a host key that nobody has accepted yet, the way to the node, or the API itself. */
export function ClusterAnswerNotice({ answer, acceptHostKeys, onAccepted }: ClusterAnswerNoticeProps) {
  const t = useTranslations('hosts.api');
  const check = useTranslations('editor.check');
  const hostError = useHostErrorText();
  const errorText = useErrorText();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  if (answer.state === 'api') return <ErrorNotice title={t(answer.code, answer.values)} />;
  const { check: found } = answer;
  if (found.state === 'failed') return <ErrorNotice title={hostError(found.error.code, found.error.values)} />;
  const place = found.port === 22 ? found.address : `${found.address}:${found.port}`;
  if (found.state === 'host-key-changed') {
    return (
      <ErrorNotice
        title={check('changedKey', { host: place })}
        command="ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub"
      >
        {check('changedKeyText')}
        <div style={{ display: 'grid', gridTemplateColumns: 'auto 1fr', gap: '2px 10px', margin: '8px 0' }}>
          <span>{check('pinned')}</span>
          <Mono style={{ fontSize: 11 }}>{found.pinned}</Mono>
          <span>{check('presented')}</span>
          <Mono style={{ fontSize: 11, color: 'var(--bad)' }}>{found.presented}</Mono>
        </div>
      </ErrorNotice>
    );
  }
  const { way, address, port, keyType, fingerprint, key } = found;
  const accept = async () => {
    setBusy(true);
    const result = await acceptHostKeys({ keys: [{ way, address, port, keyType, fingerprint, key }] }).catch(
      (): ActionResult<null> => ({ ok: false, error: { code: 'offline' } }),
    );
    setBusy(false);
    if (result.ok) onAccepted();
    else setFailure(errorText(result.error));
  };
  return (
    <Notice
      tone="warn"
      title={check('unknownKey')}
      acts={
        <Button variant="contained" loading={busy} onClick={() => void accept()}>
          {check('accept', { host: place })}
        </Button>
      }
    >
      <Mono style={{ fontSize: 11, overflowWrap: 'anywhere' }}>
        {fingerprint} <span style={{ color: 'var(--ink3)' }}>{keyType}</span>
      </Mono>
      {failure && <div style={{ color: 'var(--bad)', marginTop: 8 }}>{failure}</div>}
    </Notice>
  );
}
