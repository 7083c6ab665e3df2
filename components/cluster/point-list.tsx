'use client';
import { useTranslations } from 'next-intl';
import { Mono } from '@/components/ui/mono';
import { State } from '@/components/ui/state';
import type { HiddenPoint } from '@/lib/cluster/view';
import { CardHead, PlainTable } from './cluster-frame';
import { stateGlyphs } from './state-looks';

/** What has one place only without any role or number of replicas saying so, with its state now. */
export function PointList({ points, old }: { points: HiddenPoint[]; old: boolean }) {
  const t = useTranslations('cluster.points');
  if (points.length === 0) return null;
  return (
    <section className="card" aria-label={t('title')} style={{ flex: 'none' }}>
      <CardHead>
        <h2>{t('title')}</h2>
        <span className="fact">{t('text')}</span>
      </CardHead>
      <PlainTable className={old ? 'old' : undefined}>
        <thead>
          <tr>
            <th scope="col">{t('what')}</th>
            <th scope="col">{t('where')}</th>
            <th scope="col">{t('now')}</th>
            <th scope="col">{t('meaning')}</th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ kind, subject, node, state }) => (
            <tr key={`${kind} ${subject}`} data-point={kind}>
              <th scope="row" style={{ whiteSpace: 'nowrap' }}>
                {kind === 'goodrain-me' ? <Mono>goodrain.me</Mono> : <Mono>{subject}</Mono>}
              </th>
              <td style={{ whiteSpace: 'nowrap' }}>{node || '–'}</td>
              <td style={{ whiteSpace: 'nowrap' }}>
                <State of={stateGlyphs[state]} label={t(`state.${state}`)} />
              </td>
              <td>{t(`kind.${kind}`)}</td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </section>
  );
}
