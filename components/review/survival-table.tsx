'use client';
import { styled } from '@mui/material/styles';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { LossRow } from '@/components/review/loss-table';
import { FactSection } from '@/components/review/review-frame';
import { State } from '@/components/ui/state';
import { StateCell } from '@/components/ui/state-cell';

const Table = styled('table')({
  borderCollapse: 'collapse',
  width: '100%',
  marginTop: 4,
  fontSize: 12,
  lineHeight: '18px',
  '& th': { fontWeight: 500, color: 'var(--ink3)', textAlign: 'left', padding: '5px 6px 5px 0', whiteSpace: 'nowrap' },
  '& td': { padding: '5px 6px 5px 0', borderTop: '1px solid var(--line)' },
  '& thead th + th': { overflow: 'hidden', textOverflow: 'ellipsis', maxWidth: 84 },
  '& th, & td': { verticalAlign: 'middle' },
  '& td > span': { verticalAlign: 'middle' },
  '& tbody th': { fontWeight: 400, color: 'var(--ink)', borderTop: '1px solid var(--line)' },
});

/** Hosts beyond this many are small cells without words. */
const hostsWithWords = 4;

/**
 * Capabilities × hosts: what each loss does, from the plan alone.
 *
 * @param whatIf address of the editor where any failure can be tried
 */
export function SurvivalTable({ rows, whatIf }: { rows: LossRow[]; whatIf: string }) {
  const t = useTranslations('review.survives');
  const words = useTranslations('availability');
  const hosts = rows[0]?.cells.map((cell) => cell.host) ?? [];
  const withWords = hosts.length <= hostsWithWords;
  if (hosts.length === 0) return null;
  return (
    <FactSection>
      <div className="head">
        <h2>{t('title')}</h2>
        <Link href={whatIf} className="aside" style={{ color: 'var(--acc)' }}>
          {t('whatIf')}
        </Link>
      </div>
      <div style={{ overflowX: 'auto' }}>
        <Table>
          <thead>
            <tr>
              <th scope="col">{t('ifLost')}</th>
              {hosts.map((host) => (
                <th scope="col" key={host} title={host}>
                  {withWords ? host : <span className="visually-hidden">{host}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, cells }) => (
              <tr key={id}>
                <th scope="row">{id === 'storage-io' ? words('storage') : words(`capabilities.${id}`)}</th>
                {cells.map(({ host, state, certain }) => {
                  const word = t(certain ? `state.${state}` : `may.${state}`);
                  return (
                    <td key={host}>
                      {withWords ? (
                        <State of={state} label={word} />
                      ) : (
                        <StateCell of={state} title={`${host}: ${word}`} />
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </FactSection>
  );
}
