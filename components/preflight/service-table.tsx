'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { Glyph } from '@/components/ui/glyph';
import { Icon, type IconName } from '@/components/ui/icons';
import { Mono } from '@/components/ui/mono';
import { useNameList } from '@/components/ui/use-name-list';
import type { ServiceKind } from '@/lib/preflight/check';
import type { Report } from '@/lib/preflight/result';
import type { Book, CheckInfo, ServiceRow } from './book';
import { indexOf, type SquareState, squareOf, worstOf } from './matrix';
import type { Chosen } from './matrix-table';
import { LinedTable } from './preflight-frame';
import { squareColors, squareGlyphs } from './square-looks';
import { useCheckText } from './use-check-text';

const icons: Record<ServiceKind, IconName> = {
  'load-balancer': 'entry',
  vip: 'entry',
  mysql: 'database',
  registry: 'registry',
  nfs: 'storage',
  etcd: 'etcd',
  'storage-class': 'storage',
};

/** More hosts than that share one column. */
const columnsAtMost = 6;

const Cell = styled('button')({
  border: 0,
  background: 'none',
  padding: 0,
  display: 'inline-flex',
  alignItems: 'center',
  gap: 5,
  font: '500 12px/18px var(--sans)',
  cursor: 'pointer',
  borderRadius: 3,
  whiteSpace: 'nowrap',
});

type ServiceTableProps = {
  book: Book;
  hosts: readonly string[];
  report: Report | null;
  onChoose: (chosen: Chosen) => void;
};

/** What hosts say of the services that they will use: a row for each, with the gravest word from each host. */
export function ServiceTable({ book, hosts, report, onChoose }: ServiceTableProps) {
  const t = useTranslations('preflight');
  const list = useNameList();
  const { text, found } = useCheckText();
  if (book.services.length === 0) return null;
  const result = indexOf(report);
  const users = hosts.filter((host) => book.checks.some(({ service, hosts: on }) => service && on.includes(host)));
  const columns: (readonly string[])[] = users.length > columnsAtMost ? [users] : users.map((host) => [host]);

  const cellOf = (checks: CheckInfo[], on: readonly string[]) => {
    const squares = checks.flatMap((check) =>
      check.hosts
        .filter((host) => on.includes(host))
        .map((host) => ({ check, host, state: squareOf(result(check.id, host)) })),
    );
    const state = worstOf(squares.map((each) => each.state));
    return { squares, state, first: squares.find((each) => each.state === state) };
  };
  const sentence = (checks: CheckInfo[]): string => {
    const { squares, state } = cellOf(checks, users);
    const told = squares.filter((each) => each.state === (state === 'running' || state === 'waiting' ? 'none' : state));
    if (state === 'passed' || state === 'info') {
      const texts = told.map(({ check, host }) => found(check, result(check.id, host))).filter((each) => each !== '');
      return [...new Set(texts)].slice(0, 3).join(t('services.join'));
    }
    const [one] = told;
    if (!one) return '';
    const on = told.filter(({ check }) => check === one.check).map(({ host }) => host);
    const values = result(one.check.id, one.host);
    const title = text(
      one.check,
      state === 'not-run' ? 'name' : 'title',
      values && 'values' in values ? values.values : {},
    );
    return t('services.sentence', { hosts: list(on), title, found: found(one.check, values) });
  };

  return (
    <div className="card" style={{ flex: 'none' }}>
      <LinedTable aria-label={t('services.label')} sx={{ '& td, & tbody th': { padding: '4px 10px' } }}>
        <thead>
          <tr>
            <th scope="col" style={{ width: 360 }}>
              {t('services.head')}
            </th>
            {columns.map((on) => (
              <th key={on.join()} scope="col">
                {on.length === 1
                  ? t('services.from', { host: on[0] ?? '' })
                  : t('services.fromHosts', { count: on.length })}
              </th>
            ))}
            <th scope="col">{t('services.result')}</th>
          </tr>
        </thead>
        <tbody>
          {book.services.map((service) => {
            const checks = book.checks.filter((check) => check.service === service.kind);
            return (
              <tr key={`${service.kind} ${service.address}`}>
                <ServiceHead service={service} />
                {columns.map((on) => {
                  const { state, first } = cellOf(checks, on);
                  return (
                    <td key={on.join()} style={{ width: 112 }}>
                      {state && first && (
                        <StateButton
                          state={state}
                          onClick={() => onChoose({ check: first.check.id, host: first.host })}
                        />
                      )}
                    </td>
                  );
                })}
                <td style={{ fontSize: 12, color: 'var(--ink2)', overflowWrap: 'anywhere' }}>{sentence(checks)}</td>
              </tr>
            );
          })}
        </tbody>
      </LinedTable>
    </div>
  );
}

function StateButton({ state, onClick }: { state: SquareState; onClick: () => void }) {
  const t = useTranslations('preflight');
  return (
    <Cell type="button" onClick={onClick} style={{ color: squareColors[state] }}>
      <Glyph of={squareGlyphs[state]} size={14} />
      {t(`square.${state}`)}
    </Cell>
  );
}

function ServiceHead({ service }: { service: ServiceRow }) {
  const t = useTranslations('preflight.services');
  return (
    <th scope="row">
      <span style={{ display: 'flex', alignItems: 'center', gap: 8, minWidth: 0 }}>
        <Icon name={icons[service.kind]} size={16} />
        <b style={{ fontWeight: 600, whiteSpace: 'nowrap' }}>{service.name || t(`kind.${service.kind}`)}</b>
        <Mono
          style={{
            color: 'var(--ink3)',
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            whiteSpace: 'nowrap',
            maxWidth: 190,
          }}
        >
          {service.address}
        </Mono>
      </span>
    </th>
  );
}
