'use client';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FramedList } from '@/components/ui/framed-list';
import { Mono } from '@/components/ui/mono';
import { Notice } from '@/components/ui/notice';
import { useNameList } from '@/components/ui/use-name-list';
import { loginLike } from '@/lib/plan/edits/hops';
import type { FileHosts } from '@/lib/plan/import/hosts-of-text';
import { useEditor, usePlan } from './editor-context';

const List = styled(FramedList)({
  maxHeight: 220,
  overflowY: 'auto',
  fontSize: 12,
  lineHeight: '18px',
  '& > li': { display: 'flex', alignItems: 'center', gap: 6, padding: '3px 10px' },
});

/** Hosts of an inventory, a CSV or an ssh configuration: which of them to add, and what of the file is left out. */
export function FileHostsPreview({ file, onDone }: { file: FileHosts; onDone: () => void }) {
  const t = useTranslations('editor.paste');
  const list = useNameList();
  const formats = useTranslations('plan.import.formats');
  const reasons = useTranslations('plan.import.reasons');
  const plan = usePlan();
  const { edit } = useEditor();
  const [left, setLeft] = useState<ReadonlySet<number>>(file.bastions);
  const [present, setPresent] = useState<string[]>([]);
  const chosen = file.hosts.filter((_host, index) => !left.has(index));
  const add = async () => {
    const { addFileHosts } = await import('@/lib/plan/import/hosts-of-text');
    const result = addFileHosts(plan, chosen, loginLike(plan.hosts).credential);
    edit(() => result.plan);
    if (result.present.length > 0) setPresent(result.present);
    else onDone();
  };
  return (
    <section aria-label={t('preview')} style={{ marginTop: 8 }}>
      <strong style={{ fontSize: 13 }}>
        {t('fileHosts', { format: formats(file.format), count: file.hosts.length })}
      </strong>
      <List aria-label={t('preview')}>
        {file.hosts.map((host, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: names of a file may repeat, and the list never changes in place
          <li key={index}>
            <Checkbox
              checked={!left.has(index)}
              onChange={(_event, on) => setLeft((before) => toggled(before, index, !on))}
              slotProps={{ input: { 'aria-label': t('choose', { host: host.name }) } }}
            />
            <span>{host.name}</span>
            <Mono style={{ marginLeft: 'auto', color: 'var(--ink2)', overflowWrap: 'anywhere' }}>
              {host.ssh.user}@{host.address}
              {host.ssh.port === 22 ? '' : `:${host.ssh.port}`}
              {host.ssh.via ? ` ${t('via', { hops: host.ssh.via.map((hop) => hop.address).join(', ') })}` : ''}
            </Mono>
          </li>
        ))}
      </List>
      {file.secrets.length > 0 && (
        <div style={{ marginTop: 8 }}>
          <Notice tone="note" title={t('credentialsNeeded', { count: file.secrets.length })}>
            {t('credentialsText')}
            {file.secrets.map((secret) => (
              <div key={secret.name}>
                {secret.name}
                {secret.kind === 'private-key-path' && (
                  <>
                    {' '}
                    <Mono>{secret.value}</Mono>
                  </>
                )}
              </div>
            ))}
          </Notice>
        </div>
      )}
      {file.notCarriedOver.length > 0 && (
        <List aria-label={t('leftOut')}>
          {file.notCarriedOver.map((entry) => (
            <li key={`${entry.line} ${entry.path}`} style={{ display: 'block' }}>
              {t('line', { line: entry.line })} <Mono>{entry.path}</Mono> {reasons(entry.reason)}
            </li>
          ))}
        </List>
      )}
      {present.length > 0 ? (
        <div style={{ marginTop: 8 }}>
          <Notice
            tone="warn"
            title={t('duplicates', { count: present.length })}
            acts={<Button onClick={onDone}>{t('done')}</Button>}
          >
            {t('present', { hosts: list(present) })}
          </Notice>
        </div>
      ) : (
        <Button variant="contained" disabled={chosen.length === 0} onClick={() => void add()} sx={{ mt: 1 }}>
          {t('add', { count: chosen.length })}
        </Button>
      )}
    </section>
  );
}

function toggled(set: ReadonlySet<number>, index: number, on: boolean): ReadonlySet<number> {
  const next = new Set(set);
  if (on) next.add(index);
  else next.delete(index);
  return next;
}
