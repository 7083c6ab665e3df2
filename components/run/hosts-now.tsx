'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { type HostActivity, hostActivities } from '@/components/run/host-activity';
import { useRunWords } from '@/components/run/run-words';
import { State } from '@/components/ui/state';
import type { RunView } from '@/lib/runs/view';

const Panel = styled('section')({
  flex: 'none',
  maxHeight: '40%',
  overflowY: 'auto',
  borderTop: '1px solid var(--line)',
  padding: '10px 16px 12px',
  '& h2': { font: '500 12px/16px var(--sans)', color: 'var(--ink3)', margin: '0 0 6px' },
  // The list below says the same in words.
  '& > svg': { '@media (max-width: 1360px)': { display: 'none' } },
  '& ul': { listStyle: 'none', margin: 0, padding: 0 },
  '& li': { display: 'flex', gap: 8, alignItems: 'center', minHeight: 24, fontSize: 12, lineHeight: '18px' },
  '& .host': { fontWeight: 500, flex: 'none' },
  '& .does': {
    color: 'var(--ink3)',
    flex: 1,
    minWidth: 0,
    textAlign: 'right',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '& p': { margin: '8px 0 0', fontSize: 12, lineHeight: '18px', color: 'var(--ink2)' },
  '& .stale': { color: 'var(--ink3)', display: 'block' },
});

/** What each host is doing, and below what the cluster's API says: two facts, from two sources. */
export function HostsNow({ view, children }: { view: RunView; children?: React.ReactNode }) {
  const t = useTranslations('run');
  return (
    <Panel aria-label={t('hosts.title')}>
      <h2>{t('hosts.title')}</h2>
      {children}
      <ul>
        {hostActivities(view).map((activity) => (
          <li key={activity.host}>
            <State of={activity.state} label={null} size={14} />
            <span className="host">{activity.host}</span>
            <Does activity={activity} />
          </li>
        ))}
      </ul>
      <ClusterFacts cluster={view.cluster} />
    </Panel>
  );
}

function Does({ activity }: { activity: HostActivity }) {
  const t = useTranslations('run');
  const words = useRunWords();
  let text = t('hosts.idle');
  if (activity.step && activity.more > 0) {
    text = t('hosts.more', { step: words.step(activity.step), count: activity.more });
  } else if (activity.step) text = words.step(activity.step);
  else if (activity.state === 'passed') text = t('hosts.done');
  else if (activity.state === 'waiting')
    text = activity.waitsFor ? t('hosts.waiting', { host: activity.waitsFor }) : t('part.waiting');
  return (
    <span className="does" title={text}>
      {text}
    </span>
  );
}

function ClusterFacts({ cluster }: { cluster: RunView['cluster'] }) {
  const t = useTranslations('run');
  if (!cluster) return <p className="stale">{t('cluster.none')}</p>;
  const ready = cluster.nodes.filter((node) => node.ready === 'ready').length;
  return (
    <p style={{ opacity: cluster.watching ? 1 : 0.7 }}>
      {t('cluster.nodes', { ready, total: cluster.nodes.length })}
      <br />
      {t('cluster.pods', { ready: cluster.podsReady, total: cluster.pods })}
      {!cluster.watching && <span className="stale">{t('cluster.stale')}</span>}
    </p>
  );
}
