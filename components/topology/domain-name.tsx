'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { FailureDomain } from '@/lib/plan/schema';
import { useDiagram } from './diagram-context';
import { useDomainWords } from './use-domain-words';

const Input = styled('input')({
  flex: '0 1 200px',
  minWidth: 0,
  height: 22,
  padding: '0 5px',
  border: '1px solid var(--acc)',
  borderRadius: 4,
  background: 'var(--surface)',
  color: 'var(--ink)',
  font: '500 12px/20px var(--sans)',
  '&[aria-invalid="true"]': { borderColor: 'var(--bad)' },
});

/** A domain's name, and in its place a field while it is being renamed. */
export function DomainName({ domain, renaming }: { domain: FailureDomain; renaming: boolean }) {
  const { domainName } = useDomainWords();
  if (renaming) return <RenameField name={domain.name} shown={domainName(domain)} />;
  return <span style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{domainName(domain)}</span>;
}

function RenameField({ name, shown }: { name: string; shown: string }) {
  const t = useTranslations('topology');
  const { isTaken, rename } = useDiagram();
  const [draft, setDraft] = useState(name);
  const field = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useEffect(() => field.current?.select(), []);
  const wanted = draft.trim();
  const taken = wanted !== name && isTaken(name, wanted);
  const finish = (to: string | null) => {
    if (done.current) return;
    done.current = true;
    rename(name, to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Keys of the diagram, such as Delete, are letters here.
    event.stopPropagation();
    if (event.key === 'Escape') finish(null);
    if (event.key === 'Enter' && !taken) finish(wanted);
  };
  return (
    <>
      <Input
        ref={field}
        className="nodrag nopan nokey"
        aria-label={t('rename.label', { name: shown })}
        aria-invalid={taken}
        aria-describedby={taken ? 'slipway-rename-taken' : undefined}
        value={draft}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => finish(taken ? null : wanted)}
        onClick={(event) => event.stopPropagation()}
      />
      {taken && (
        <span id="slipway-rename-taken" role="alert" className="visually-hidden">
          {t('rename.taken')}
        </span>
      )}
    </>
  );
}
