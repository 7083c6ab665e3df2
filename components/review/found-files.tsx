'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import type { FoundFile } from '@/components/review/find-in-files';
import type { ReviewBook } from '@/components/review/review-book';
import { PlainButton } from '@/components/run/run-frame';
import { useRunWords } from '@/components/run/run-words';

const List = styled('div')({
  flex: 1,
  minHeight: 0,
  overflowY: 'auto',
  padding: '0 6px 8px',
  '& .count': { padding: '2px 8px 6px', fontSize: 12, color: 'var(--ink3)' },
  '& .found': {
    display: 'block',
    width: '100%',
    padding: '5px 8px',
    borderRadius: 5,
    '&:hover': { background: 'var(--hover)' },
    '&:focus-visible': { outlineOffset: -2 },
    '&[aria-current="true"]': { background: 'var(--acc-bg)' },
  },
  '& .found > span': { display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& .name, & .excerpt': { font: '400 12px/18px var(--mono)' },
  '& .excerpt, & .where': { color: 'var(--ink3)' },
  '& .where': { fontSize: 'var(--smallest)', lineHeight: '16px' },
});

/** Files drawn at once; more would make typing slow and help nobody. */
const shownAtOnce = 200;

type FoundFilesProps = { book: ReviewBook; found: FoundFile[]; shown: string; onShow: (key: string) => void };

/** Where the searched text stands, in the order of the runbook. */
export function FoundFiles({ book, found, shown, onShow }: FoundFilesProps) {
  const t = useTranslations('review.tree');
  const words = useRunWords();
  const steps = new Map(book.steps.map((step) => [step.id, step]));
  return (
    <List>
      <div className="count" role="status">
        {t('found', { files: found.length })}
      </div>
      {found.slice(0, shownAtOnce).map((each) => {
        const step = steps.get(each.step);
        const file = step?.files.find((candidate) => candidate.key === each.file);
        if (!step || !file) return null;
        return (
          <PlainButton
            key={each.file}
            className="found"
            aria-current={shown === each.file}
            onClick={() => onShow(each.file)}
          >
            <span className="name" title={file.path}>
              {file.name}
            </span>
            <span className="where">{`${each.host}, ${words.step(step)}, ${t('lines', { count: each.lines.length })}`}</span>
            {each.excerpt !== '' && <span className="excerpt">{each.excerpt}</span>}
          </PlainButton>
        );
      })}
    </List>
  );
}
