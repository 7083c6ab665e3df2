'use client';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useRunWords } from '@/components/run/run-words';
import { ClockTime } from '@/components/ui/clock-time';
import { Glyph } from '@/components/ui/glyph';
import { Icon } from '@/components/ui/icons';
import { Mono } from '@/components/ui/mono';
import { Tag } from '@/components/ui/tag';
import { useNameList } from '@/components/ui/use-name-list';
import type { CapabilityId } from '@/lib/plan/availability/requirement';
import type { ClusterRights } from './cluster-actions';
import type { InstalledCluster } from './installed-cluster';
import type { Overall } from './overall';
import { overallLooks } from './state-looks';

const Head = styled('header')({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  flex: 'none',
  '& h1': { fontSize: 20, lineHeight: '28px', fontWeight: 600, letterSpacing: '-0.015em', margin: 0 },
  '& .name': { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: '2px 8px' },
  '& .under': { fontSize: 12, lineHeight: '18px', color: 'var(--ink2)', marginTop: 2 },
  // A link in a sentence is told by more than its colour.
  '& .under a': { textDecoration: 'underline' },
  '& .grow': { flex: 1 },
  '& .console': {
    display: 'flex',
    alignItems: 'center',
    gap: 7,
    height: 32,
    padding: '0 10px',
    border: '1px solid var(--line)',
    borderRadius: 6,
    whiteSpace: 'nowrap',
    '& > span:first-of-type': { fontSize: 'var(--smallest)', color: 'var(--ink3)' },
    '& a': { display: 'inline-flex', alignItems: 'center', gap: 7, color: 'var(--acc)' },
  },
  '@media (max-width: 1360px)': { '& .MuiButton-root': { padding: '0 9px' } },
});

type HeaderProps = {
  planId: string;
  name: string;
  installed: InstalledCluster;
  overall: Overall;
  kubernetes: string;
  rainbond: string | null;
  rights: ClusterRights;
};

/** Which cluster it is, how it is as a whole, and what leads into it. */
export function ClusterHeader(props: HeaderProps) {
  const { planId, name, installed, overall, kubernetes, rainbond, rights } = props;
  const t = useTranslations('cluster.header');
  const { duration } = useRunWords();
  const { glyph, tone } = overallLooks[overall.key];
  const names = useCapabilityNames();
  const { plan, startedAt, finishedAt, number, consoleUrl } = installed;
  return (
    <Head>
      <div style={{ minWidth: 0 }}>
        <div className="name">
          <h1>{name}</h1>
          <Tag data-tone={tone}>
            <Glyph of={glyph} size={12} />
            {t(`overall.${overall.key}`, { up: overall.up, of: overall.of, names: names(overall.capabilities) })}
          </Tag>
        </div>
        <div className="under">
          {t.rich('facts', {
            kubernetes,
            rainbond: rainbond ?? '',
            with: rainbond ? 'yes' : 'no',
            hosts: plan.hosts.length,
            number,
            took: duration(finishedAt - startedAt),
            time: () => <ClockTime at={finishedAt} day />,
            run: (text) => <Link href={`/plans/${planId}/runs/${number}`}>{text}</Link>,
          })}
        </div>
      </div>
      <span className="grow" />
      {consoleUrl && (
        <span className="console">
          <span>{t('console')}</span>
          <a href={consoleUrl} target="_blank" rel="noopener noreferrer">
            <Mono>{consoleUrl}</Mono>
            <Icon name="external" size={12} />
          </a>
        </span>
      )}
      {rights.kubeconfig && (
        <Button href={`/api/runs/${installed.runId}/kubeconfig`} download>
          <Icon name="key" size={14} />
          {t('kubeconfig')}
        </Button>
      )}
      {rights.kubeconfig && rainbond && (
        <Button href={`/api/plans/${planId}/region-config`} download>
          <Icon name="download" size={14} />
          {t('regionConfig')}
        </Button>
      )}
    </Head>
  );
}

/** Few are named, many are counted: the strip below has them all. */
function useCapabilityNames() {
  const words = useTranslations('availability');
  const t = useTranslations('cluster.header');
  const list = useNameList();
  return (ids: CapabilityId[]) =>
    ids.length > 2 ? t('some', { count: ids.length }) : list(ids.map((id) => words(`short.${id}`)));
}
