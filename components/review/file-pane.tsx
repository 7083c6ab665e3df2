'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { placeholdersOf, type ReviewBook } from '@/components/review/review-book';
import { useRunWords } from '@/components/run/run-words';
import { languageOf } from '@/components/ui/code-tokens';
import { CodeView } from '@/components/ui/code-view';
import { CopyButton } from '@/components/ui/copy-button';
import { EmptyState } from '@/components/ui/empty-state';
import { Icon } from '@/components/ui/icons';
import { Mono } from '@/components/ui/mono';
import { ChipFrame } from '@/components/ui/role-chip';
import { Segmented } from '@/components/ui/segmented';
import { Tag } from '@/components/ui/tag';

const Head = styled('div')({
  minHeight: 46,
  flex: 'none',
  display: 'flex',
  alignItems: 'center',
  gap: 6,
  padding: '0 12px 0 16px',
  borderBottom: '1px solid var(--line)',
  fontSize: 12,
  color: 'var(--ink2)',
  whiteSpace: 'nowrap',
  '& .path': { color: 'var(--ink)', fontWeight: 600, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' },
  '& .crumb': { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', flexShrink: 3 },
  '& > svg': { color: 'var(--ink3)' },
  '& .grow': { flex: 1 },
});

const Legend = styled('div')({
  flex: 'none',
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '4px 8px',
  padding: '6px 16px',
  borderBottom: '1px solid var(--line)',
  background: 'var(--bg)',
  fontSize: 'var(--smallest)',
  lineHeight: '16px',
  color: 'var(--ink2)',
  '& .sign': { width: 16, borderRadius: 3, textAlign: 'center', font: '600 12px/16px var(--mono)' },
  '& .override': { background: 'var(--acc-bg)', color: 'var(--acc)' },
  '& .replaced': { background: 'var(--bad-bg)', color: 'var(--bad)', marginLeft: 8 },
});

const versions = ['merged', 'generated', 'overrides'] as const;
type Version = (typeof versions)[number];

type FilePaneProps = {
  book: ReviewBook;
  /** Key of the file. */
  shown: string;
  /** Lines of the merged text that a search found. */
  marked: ReadonlySet<number>;
};

/** One file, byte for byte as it will be on the host; what the plan's overrides changed in it is marked. */
export function FilePane({ book, shown, marked }: FilePaneProps) {
  const t = useTranslations('review.file');
  const words = useRunWords();
  const [wanted, setWanted] = useState<Version>('merged');
  const step = book.steps.find((each) => each.files.some((file) => file.key === shown));
  const file = step?.files.find((each) => each.key === shown);
  if (!step || !file) return <EmptyState title={t('none')} />;
  const places = { merged: file.text, generated: file.generated, overrides: file.overrides };
  const version = places[wanted] === null ? 'merged' : wanted;
  const text = book.texts[places[version] ?? file.text] ?? '';
  const origins = version === 'merged' ? file.origins : [];
  const overridden = origins.filter((origin) => origin.kind === 'override').length;
  const replaced = origins.length - overridden;
  const placeholders = placeholdersOf(text).filter(({ kind }) => kind !== 'sha256');
  return (
    <>
      <Head>
        <span className="crumb">{step.host}</span>
        <Icon name="chevron-right" size={12} />
        <span className="crumb">{words.step(step)}</span>
        <Icon name="chevron-right" size={12} />
        <Mono className="path" title={file.path}>
          {file.kind === 'file' ? file.path : file.name}
        </Mono>
        <Tag>{file.kind === 'file' ? t('owner', { mode: file.mode }) : t('script')}</Tag>
        <span className="grow" />
        {(file.generated !== null || file.overrides !== null) && (
          <Segmented
            label={t('view')}
            value={version}
            options={versions.map((value) => ({ value, label: t(value), disabled: places[value] === null }))}
            onChange={setWanted}
          />
        )}
        <CopyButton text={text} label={t('copy')} />
      </Head>
      {(origins.length > 0 || placeholders.length > 0) && (
        <Legend>
          {overridden > 0 && (
            <>
              <span className="sign override">+</span>
              {t('legendOverride', { count: overridden })}
            </>
          )}
          {replaced > 0 && (
            <>
              <span className="sign replaced">−</span>
              {t('legendReplaced', { count: replaced })}
            </>
          )}
          {placeholders.map(({ kind, name }) => (
            <ChipFrame key={`${kind} ${name}`}>
              <Icon name={kind === 'secret' ? 'key' : 'clock'} size={12} />
              {t(`placeholder.${kind}`, { name })}
            </ChipFrame>
          ))}
        </Legend>
      )}
      <div style={{ flex: 1, minHeight: 0 }}>
        <CodeView
          key={`${file.key} ${version}`}
          name={file.path}
          content={text}
          language={file.kind === 'script' ? 'shell' : languageOf(file.path)}
          origins={origins}
          marked={version === 'merged' ? marked : undefined}
        />
      </div>
    </>
  );
}
