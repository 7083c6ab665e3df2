'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { Children, type ReactNode } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';

/** Lines between rows only, no zebra, no sideways scroll. */
const Table = styled('table')({
  width: '100%',
  borderCollapse: 'collapse',
  background: 'var(--surface)',
  '& th': {
    font: '500 12px/16px var(--sans)',
    color: 'var(--ink3)',
    textAlign: 'left',
    padding: '6px 12px',
    borderBottom: '1px solid var(--line)',
  },
  '& td': { padding: '5px 12px', height: 36, borderBottom: '1px solid var(--line)', overflowWrap: 'anywhere' },
  '& tr:last-of-type td': { borderBottom: 0 },
  '& td:last-of-type, & th:last-of-type': { width: 44, textAlign: 'right' },
});

export const SettingsCard = styled('section')({
  flex: 'none',
  background: 'var(--surface)',
  border: '1px solid var(--line)',
  borderRadius: 8,
  overflow: 'clip',
  '& header': { display: 'flex', alignItems: 'center', gap: 12, padding: '12px 12px 10px' },
  '& h2': { fontSize: 15, lineHeight: '22px', fontWeight: 600, margin: 0 },
  '& p': { margin: 0, color: 'var(--ink3)', fontSize: 12, lineHeight: '18px' },
});

type SettingsTableProps = {
  /** Why the last act on a row failed; null when it didn't. */
  failure: string | null;
  /** What is said while there is no row. */
  none: string;
  heads: string[];
  /** Rows; their last cell holds what can be done. */
  children: ReactNode;
};

export function SettingsTable({ failure, none, heads, children }: SettingsTableProps) {
  const t = useTranslations('settings');
  return (
    <>
      {failure && <ErrorNotice title={failure} />}
      {Children.count(children) === 0 ? (
        <EmptyState title={none} />
      ) : (
        <Table>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head}>{head}</th>
              ))}
              <th>
                <span className="visually-hidden">{t('acts')}</span>
              </th>
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </Table>
      )}
    </>
  );
}
