'use client';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { FileButton } from '@/components/ui/file-button';
import { Mono } from '@/components/ui/mono';
import { Notice } from '@/components/ui/notice';
import { readChosenFile } from '@/components/ui/read-chosen-file';
import { State } from '@/components/ui/state';
import { addHosts, type DuplicateHost } from '@/lib/plan/add-hosts';
import type { DocumentError } from '@/lib/plan/document-error';
import { loginLike } from '@/lib/plan/edits/hops';
import type { FileHosts } from '@/lib/plan/import/hosts-of-text';
import { parseHostLines } from '@/lib/plan/parse-host-lines';
import { roles } from '@/lib/plan/schema';
import { useEditor, usePlan } from './editor-context';
import { FileHostsPreview } from './file-hosts-preview';

const Preview = styled('ul')({
  listStyle: 'none',
  margin: '8px 0 0',
  padding: 0,
  border: '1px solid var(--line)',
  borderRadius: 6,
  maxHeight: 180,
  overflowY: 'auto',
  '& li': { display: 'flex', gap: 8, padding: '3px 10px', borderTop: '1px solid var(--line)', fontSize: 12 },
  '& li:first-of-type': { borderTop: 0 },
});

/** Many hosts at once, the way people keep them: lines, ranges, hosts files. Shows what it understood before it adds. */
export function PasteHosts({ onDone, onScan }: { onDone: () => void; onScan: () => void }) {
  const scan = useTranslations('editor.scan');
  const t = useTranslations('editor.paste');
  const ui = useTranslations('ui');
  const lines = useTranslations('plan.hostLines');
  const plan = usePlan();
  const { edit } = useEditor();
  const [text, setText] = useState('');
  const [filename, setFilename] = useState('');
  const [left, setLeft] = useState<DuplicateHost[]>([]);
  const [tooLarge, setTooLarge] = useState<DocumentError | null>(null);
  const read = useDeferredValue(text);
  const take = async (chosen: File) => {
    const answer = await readChosenFile(chosen);
    // What was there before stays: a file that can't be taken is no reason to lose it.
    if ('error' in answer) return setTooLarge(answer.error);
    setTooLarge(null);
    setText(answer.text);
    setFilename(chosen.name);
    setLeft([]);
  };
  const [file, setFile] = useState<FileHosts | null>(null);
  useEffect(() => {
    let current = true;
    // Readers of other programs' files come when there is something to read.
    if (read.trim() === '') setFile(null);
    else
      void import('@/lib/plan/import/hosts-of-text').then(({ hostsOfText }) => {
        if (current) setFile(hostsOfText(read, filename));
      });
    return () => {
      current = false;
    };
  }, [read, filename]);
  const parsed = useMemo(
    () =>
      parseHostLines(
        text,
        plan.hosts.filter((h) => h.address).map((host) => host.name),
      ),
    [text, plan.hosts],
  );

  const add = () => {
    // What all hosts share is what a new one most likely has, too.
    const ssh = loginLike(plan.hosts);
    const fresh = plan.hosts.length === 0 && parsed.hosts.length <= 3 ? [...roles] : [];
    const result = addHosts(plan, parsed.hosts, { roles: fresh, ssh });
    edit(() => result.plan);
    setLeft(result.duplicates);
    if (result.duplicates.length > 0) return;
    setText('');
    onDone();
  };
  return (
    <div>
      <Field label={t('label')} hint={t('hint')}>
        {(field) => (
          <TextField
            {...field}
            multiline
            minRows={3}
            maxRows={10}
            value={text}
            placeholder={'10.0.0.[11-13]\nnode-4 10.0.0.14\nroot@10.0.0.15:2222'}
            onChange={(event) => {
              setText(event.target.value);
              setFilename('');
              setTooLarge(null);
              setLeft([]);
            }}
            slotProps={{
              htmlInput: { spellCheck: false, autoComplete: 'off', style: { fontFamily: 'var(--mono)', fontSize: 12 } },
            }}
          />
        )}
      </Field>
      <FileButton label={t('file')} sx={{ mt: 1 }} onFile={(chosen) => void take(chosen)} />
      <Button sx={{ mt: 1, ml: 1 }} onClick={onScan}>
        {scan('act')}
      </Button>
      {tooLarge && (
        <div style={{ marginTop: 8 }}>
          <ErrorNotice title={ui('fileTooLarge', { found: tooLarge.found, needed: tooLarge.needed })} />
        </div>
      )}
      {file && <FileHostsPreview key={read} file={file} onDone={onDone} />}
      {!file && (parsed.hosts.length > 0 || parsed.errors.length > 0) && (
        <Preview aria-label={t('preview')}>
          {parsed.hosts.map((host) => (
            <li key={`${host.line} ${host.name} ${host.address}`}>
              <State of="satisfied" size={12} quiet label={host.name} />
              <Mono style={{ marginLeft: 'auto', color: 'var(--ink2)' }}>
                {host.user ? `${host.user}@` : ''}
                {host.address}
                {host.port ? `:${host.port}` : ''}
              </Mono>
            </li>
          ))}
          {parsed.errors.map((error) => (
            <li key={`${error.line} ${error.column} ${error.code}`}>
              <State
                of="blocking"
                size={12}
                label={`${t('line', { line: error.line })} ${lines(error.code, error.values)}`}
              />
            </li>
          ))}
        </Preview>
      )}
      {left.length > 0 && (
        <div style={{ marginTop: 8 }}>
          <Notice tone="warn" title={t('duplicates', { count: left.length })}>
            {left.map((duplicate) => (
              <div key={`${duplicate.line} ${duplicate.found}`}>{lines('existing', { ...duplicate })}</div>
            ))}
          </Notice>
        </div>
      )}
      <div style={{ display: 'flex', gap: 8, marginTop: 8 }}>
        {!file && (
          <Button variant="contained" disabled={parsed.hosts.length === 0 || left.length > 0} onClick={add}>
            {t('add', { count: parsed.hosts.length })}
          </Button>
        )}
        {plan.hosts.length > 0 && <Button onClick={onDone}>{t('cancel')}</Button>}
      </div>
    </div>
  );
}
