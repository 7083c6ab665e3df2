'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { Glyph } from '@/components/ui/glyph';
import type { AvailabilityModel } from '@/lib/plan/availability/model';
import type { LossSet } from '@/lib/plan/availability/smallest-sets';
import { lossModeOf } from '@/lib/plan/availability/smallest-sets';
import { saySet } from '@/lib/plan/availability/words/say-survival';
import type { Failing } from './failing';
import { largestSet, type Outlook } from './outlook';

const Table = styled('table')({
  width: '100%',
  borderCollapse: 'collapse',
  fontSize: 12,
  lineHeight: '18px',
  '& th': { fontWeight: 500, color: 'var(--ink3)', textAlign: 'left', padding: '4px 10px 4px 0' },
  '& tbody th': { width: 150, color: 'var(--ink)', verticalAlign: 'top' },
  '& tbody th, & td': { borderTop: '1px solid var(--line)', padding: '6px 10px 6px 0' },
  '& tr': { breakInside: 'avoid' },
  '& ul': { listStyle: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: 2 },
  '& .quiet': { color: 'var(--ink3)' },
  '& button': {
    border: 0,
    background: 'none',
    font: 'inherit',
    color: 'var(--acc)',
    padding: 0,
    textAlign: 'left',
    cursor: 'pointer',
    borderRadius: 3,
  },
  '& button:hover': { textDecoration: 'underline' },
  '& .clip': { display: '-webkit-box', WebkitBoxOrient: 'vertical', WebkitLineClamp: 3, overflow: 'hidden' },
});

/** More sets than these of one capability are counted. */
const shownSets = 6;

type SetTableProps = {
  model: AvailabilityModel;
  sets: Outlook['sets'];
  /** A set is a way to let it happen; absent on paper. */
  onFail?: (failing: Failing) => void;
};

/** For each capability the smallest sets of hosts and services that take it down. */
export function SetTable({ model, sets, onFail }: SetTableProps) {
  const t = useTranslations('what-if.sets');
  const words = useTranslations('availability');
  const line = (set: LossSet, mode: Failing['mode']) => {
    const text = saySet(words, model, set);
    if (!onFail) return <span className="clip">{text}</span>;
    return (
      <button
        type="button"
        className="clip"
        title={text}
        aria-label={t('fail', { set: text })}
        onClick={() => onFail({ mode, parts: set.parts.flatMap(({ holders, count }) => holders.slice(0, count)) })}
      >
        {text}
      </button>
    );
  };
  return (
    <Table>
      <thead>
        <tr>
          <th scope="col">{t('capability')}</th>
          <th scope="col">{t('downWith')}</th>
        </tr>
      </thead>
      <tbody>
        {sets.map(({ capability, smallest }) => {
          const { missing } = smallest;
          const mode = lossModeOf(capability);
          const found = [...smallest.hosts, ...smallest.services];
          return (
            <tr key={capability}>
              <th scope="row">{words(`capabilities.${capability}`)}</th>
              <td>
                {missing.length > 0 && (
                  <span style={{ display: 'flex', gap: 6, alignItems: 'center' }}>
                    <Glyph of="failed" size={12} />
                    {t('missing')}
                  </span>
                )}
                {missing.length === 0 && found.length === 0 && (
                  <span className="quiet">{t('none', { largestSet })}</span>
                )}
                <ul>
                  {found.slice(0, shownSets).map((set) => (
                    <li key={JSON.stringify(set.parts)}>{line(set, mode)}</li>
                  ))}
                  {found.length > shownSets && (
                    <li className="quiet">{t('more', { count: found.length - shownSets })}</li>
                  )}
                </ul>
              </td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
