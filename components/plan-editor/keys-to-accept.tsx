'use client';
import Button from '@mui/material/Button';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Mono } from '@/components/ui/mono';
import { Notice } from '@/components/ui/notice';
import { useErrorText } from '@/components/ui/use-error-text';
import type { PlanHost } from '@/lib/plan/schema';
import { useEditor } from './editor-context';

/** Several unknown host keys at once: all fingerprints in sight, then one button for all of them. */
export function KeysToAccept({ hosts }: { hosts: PlanHost[] }) {
  const t = useTranslations('editor.check');
  const errorText = useErrorText();
  const { checks } = useEditor();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const keys = checks.unknownKeys(hosts);
  if (keys.length < 2) return null;
  const accept = async () => {
    setBusy(true);
    const code = await checks.accept(keys);
    setFailure(code && errorText({ code }));
    setBusy(false);
  };
  return (
    <div style={{ marginBottom: 8 }}>
      <Notice
        tone="warn"
        title={t('unknownKeys', { count: keys.length })}
        acts={
          <Button variant="contained" loading={busy} onClick={accept}>
            {t('acceptAll', { count: keys.length })}
          </Button>
        }
      >
        {t('unknownKeysText')}
        <dl
          style={{ display: 'grid', gridTemplateColumns: 'auto 1fr', gap: '4px 10px', margin: '8px 0 0', fontSize: 12 }}
        >
          {keys.map((key) => (
            <div key={`${key.address}:${key.port}`} style={{ display: 'contents' }}>
              <dt>
                {key.name || t('bastion', { address: key.port === 22 ? key.address : `${key.address}:${key.port}` })}
              </dt>
              <dd style={{ margin: 0 }}>
                <Mono style={{ fontSize: 11, overflowWrap: 'anywhere' }}>{key.fingerprint}</Mono>
              </dd>
            </div>
          ))}
        </dl>
        {failure && <div style={{ color: 'var(--bad)', marginTop: 8 }}>{failure}</div>}
      </Notice>
    </div>
  );
}
