'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useRunWords } from '@/components/run/run-words';
import { Icon } from '@/components/ui/icons';
import { State, type StateName } from '@/components/ui/state';
import { useNameList } from '@/components/ui/use-name-list';
import type { RainbondComponent, RainbondCondition, RainbondState } from '@/lib/kubernetes/rainbond/state';

const Panel = styled('section')({
  // Gives way to the log, down to its head.
  flex: '0 1000 auto',
  minHeight: 37,
  display: 'flex',
  flexDirection: 'column',
  borderBottom: '1px solid var(--line)',
  background: 'var(--surface)',
  '&[data-stale] .body': { opacity: 0.7 },
  '& .head': { flex: 'none', display: 'flex', alignItems: 'center', gap: 10, minHeight: 36, padding: '0 16px' },
  '& h2': { fontSize: 13, lineHeight: '20px', fontWeight: 600, margin: 0 },
  '& .quiet': { fontSize: 12, lineHeight: '18px', color: 'var(--ink3)' },
  '& .head button': {
    display: 'inline-flex',
    alignItems: 'center',
    gap: 8,
    border: 0,
    background: 'none',
    padding: 0,
    color: 'inherit',
    cursor: 'pointer',
    '&[aria-expanded="false"] svg': { transform: 'rotate(-90deg)' },
    '&:focus-visible': { outline: '2px solid var(--acc)', outlineOffset: 2, borderRadius: 4 },
  },
  '& .body': { minHeight: 0, maxHeight: 172, overflowY: 'auto', padding: '0 16px 10px' },
  '& ul': { listStyle: 'none', margin: 0, padding: 0 },
  '& .components': { columns: '2 380px', columnGap: 32 },
  '& .components li': {
    display: 'flex',
    alignItems: 'center',
    gap: 8,
    minHeight: 26,
    fontSize: 12,
    lineHeight: '18px',
    breakInside: 'avoid',
    borderBottom: '1px solid var(--line)',
  },
  '& .name': { font: '400 12px/18px var(--mono)', width: 168, flex: 'none' },
  '& .count': { font: '400 12px/18px var(--mono)', width: 36, flex: 'none' },
  '& .nodes': {
    color: 'var(--ink2)',
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '& .conditions': { display: 'flex', flexWrap: 'wrap', gap: '4px 16px', padding: '8px 0 2px', fontSize: 12 },
  '& h3': { font: '500 12px/16px var(--sans)', color: 'var(--ink3)', margin: '8px 0 2px' },
  '& .pulls li': { font: '400 12px/20px var(--mono)', overflowWrap: 'anywhere' },
});

type RainbondPanelProps = {
  rainbond: RainbondState;
  watching: boolean;
  now: number;
  /** The run is over: what was, folded away. */
  over: boolean;
};

/** Rainbond while it comes up: each component with its pods' nodes, the operator's conditions, and pulls that take long. */
export function RainbondPanel({ rainbond, watching, now, over }: RainbondPanelProps) {
  const t = useTranslations('rainbond.panel');
  const [chosen, setChosen] = useState<boolean | null>(null);
  const open = chosen ?? !over;
  const { components, conditions, version, suffix } = rainbond;
  const ready = components.filter((component) => component.wanted > 0 && component.ready >= component.wanted).length;
  return (
    <Panel aria-label={t('label')} data-stale={(!watching && !over) || undefined}>
      <div className="head">
        <button type="button" aria-expanded={open} aria-label={t('toggle')} onClick={() => setChosen(!open)}>
          <Icon name="chevron-down" size={14} />
        </button>
        <h2>{t('title')}</h2>
        <span className="quiet">{t('ready', { ready, total: components.length })}</span>
        {version !== '' && <span className="quiet">{t('version', { version })}</span>}
        {suffix !== '' && <span className="quiet">{t('suffix', { suffix })}</span>}
        {!watching && !over && <span className="quiet">{t('stale')}</span>}
      </div>
      {open && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and so must be reachable by keyboard
        <section className="body" aria-label={t('toggle')} tabIndex={0}>
          <ul className="components" aria-label={t('components')}>
            {components.map((component) => (
              <Component key={component.name} component={component} />
            ))}
          </ul>
          <SlowPulls rainbond={rainbond} now={now} />
          <Conditions conditions={conditions} />
        </section>
      )}
    </Panel>
  );
}

function Component({ component }: { component: RainbondComponent }) {
  const t = useTranslations('rainbond.panel');
  const list = useNameList();
  const { name, wanted, ready, pods, image } = component;
  // A pod that isn't ready says what it is in: that's the news.
  const where = pods.map((pod) => [pod.node || t('noNode'), pod.ready ? '' : pod.state].filter(Boolean).join(' '));
  return (
    <li title={image}>
      <State of={stateOf(component)} label={null} size={14} />
      <span className="name">{name}</span>
      <span className="count">{`${ready}/${wanted}`}</span>
      <span className="nodes" title={list(pods.map((pod) => pod.name))}>
        {list([...new Set(where)])}
      </span>
    </li>
  );
}

const broken = /BackOff|Err|Error|OOMKilled|Evicted|Failed|Invalid/;

function stateOf({ wanted, ready, pods }: RainbondComponent): StateName {
  if (ready >= wanted) return 'passed';
  if (pods.some(({ state }) => broken.test(state))) return 'failed';
  if (pods.length === 0) return 'waiting';
  return 'running';
}

function Conditions({ conditions }: { conditions: RainbondCondition[] }) {
  const t = useTranslations('rainbond.panel');
  if (conditions.length === 0) return <p className="quiet">{t('noConditions')}</p>;
  const glyphs = { True: 'passed', False: 'waiting', Unknown: 'not-run' } as const;
  return (
    <ul className="conditions" aria-label={t('conditions')}>
      {conditions.map(({ type, status, reason, message }) => (
        <li key={type} title={[reason, message].filter(Boolean).join(': ')}>
          <State of={glyphs[status]} label={status === 'True' ? type : `${type} ${reason}`} quiet={status === 'True'} />
        </li>
      ))}
    </ul>
  );
}

function SlowPulls({ rainbond, now }: { rainbond: RainbondState; now: number }) {
  const t = useTranslations('rainbond.panel');
  const { duration } = useRunWords();
  const pulls = rainbond.causes.filter(({ kind }) => kind === 'slow-pull');
  if (pulls.length === 0) return null;
  return (
    <>
      <h3>{t('pulls')}</h3>
      <ul className="pulls">
        {pulls.map(({ values, since }) => (
          <li key={String(values.image)}>
            {t('pull', { image: values.image ?? '', node: values.node ?? '', duration: duration(now - since) })}
          </li>
        ))}
      </ul>
    </>
  );
}
