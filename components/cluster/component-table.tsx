'use client';
import { useTranslations } from 'next-intl';
import { Glyph } from '@/components/ui/glyph';
import { Mono } from '@/components/ui/mono';
import { State, type StateName } from '@/components/ui/state';
import { Tag } from '@/components/ui/tag';
import { useNameList } from '@/components/ui/use-name-list';
import type { RainbondComponent, RainbondState } from '@/lib/kubernetes/rainbond/state';
import { CardHead, PlainTable } from './cluster-frame';

/** Rainbond's components: how many of each are ready, where, and which have one place only. */
export function ComponentTable({ rainbond, old }: { rainbond: RainbondState | null; old: boolean }) {
  const t = useTranslations('cluster.components');
  const components = rainbond?.components ?? [];
  const ready = components.filter((each) => each.ready >= each.wanted && each.wanted > 0).length;
  return (
    <section className="card" aria-label={t('title')}>
      <CardHead>
        <h2>{t('title')}</h2>
        {rainbond && <span className="fact">{t('ready', { ready, of: components.length })}</span>}
        <span className="grow" />
        <span className="fact">{t(!rainbond ? 'asking' : old ? 'old' : 'live')}</span>
      </CardHead>
      {components.length === 0 ? (
        <p style={{ margin: 0, padding: '10px 14px', color: 'var(--ink3)' }}>{t(rainbond ? 'none' : 'asking')}</p>
      ) : (
        <PlainTable className={old ? 'old' : undefined}>
          <thead className="visually-hidden">
            <tr>
              <th scope="col">{t('component')}</th>
              <th scope="col">{t('replicas')}</th>
              <th scope="col">{t('nodes')}</th>
              <th scope="col">{t('remark')}</th>
            </tr>
          </thead>
          <tbody>
            {components.map((component) => (
              <Row key={component.name} component={component} />
            ))}
          </tbody>
        </PlainTable>
      )}
    </section>
  );
}

function glyphOf({ ready, wanted }: RainbondComponent): StateName {
  if (ready === 0 && wanted > 0) return 'failed';
  return ready < wanted ? 'degraded' : 'passed';
}

function Row({ component }: { component: RainbondComponent }) {
  const t = useTranslations('cluster.components');
  const list = useNameList();
  const { name, ready, wanted, pods } = component;
  const nodes = [...new Set(pods.map(({ node }) => node).filter(Boolean))].toSorted();
  const ill = pods.filter((pod) => !pod.ready).map(({ state }) => state);
  return (
    <tr data-component={name}>
      <th scope="row" style={{ whiteSpace: 'nowrap' }}>
        <State of={glyphOf(component)} label={<Mono style={{ color: 'var(--ink)' }}>{name}</Mono>} />
      </th>
      <td style={{ whiteSpace: 'nowrap' }}>
        <Mono>{`${ready}/${wanted}`}</Mono>
      </td>
      <td>
        {list(nodes)}
        {ill.length > 0 && <span style={{ color: 'var(--warn)' }}> {[...new Set(ill)].join(' ')}</span>}
      </td>
      <td style={{ textAlign: 'right' }}>
        {wanted === 1 && (
          <Tag data-tone="warn">
            <Glyph of="degraded" size={12} />
            {t('oneReplica')}
          </Tag>
        )}
      </td>
    </tr>
  );
}
