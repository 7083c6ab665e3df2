'use client';
import Button from '@mui/material/Button';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { ConnectionBar } from '@/components/run/connection-bar';
import { useNow } from '@/components/run/use-now';
import { ClockTime } from '@/components/ui/clock-time';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Notice } from '@/components/ui/notice';
import { useErrorText } from '@/components/ui/use-error-text';
import { useHostErrorText } from '@/components/ui/use-host-error-text';
import type { ActionError } from '@/lib/auth/action';
import type { ClusterView } from '@/lib/cluster/view';
import { useCluster } from '@/lib/realtime/use-cluster';
import { CapabilityStrip } from './capability-strip';
import { CauseList } from './cause-list';
import type { ClusterActions, ClusterRights } from './cluster-actions';
import { ClusterAnnouncer } from './cluster-announcer';
import { CardHead, ClusterFrame } from './cluster-frame';
import { ClusterHeader } from './cluster-header';
import { ComponentTable } from './component-table';
import { EventList, type PastEvent } from './event-list';
import type { InstalledCluster } from './installed-cluster';
import { nodeRows } from './node-rows';
import { NodeTable } from './node-table';
import { overallOf } from './overall';
import { PointList } from './point-list';
import type { Survival } from './survival';
import { useProblemText } from './use-problem-text';

export type ClusterPageProps = {
  planId: string;
  name: string;
  /** The newest revision's number. */
  revision: number;
  /** Null before an install of this plan succeeded. */
  installed: InstalledCluster | null;
  survivals: Survival[];
  past: PastEvent[];
  serverNow: number;
  rights: ClusterRights;
  actions: ClusterActions;
};

export function ClusterPage(props: ClusterPageProps) {
  const { installed } = props;
  return installed ? <Installed {...props} installed={installed} /> : <NotInstalled {...props} />;
}

function NotInstalled({ planId, name }: ClusterPageProps) {
  const t = useTranslations('cluster.none');
  return (
    <ClusterFrame>
      <div className="body">
        <h1 className="visually-hidden">{name}</h1>
        <EmptyState
          title={t('title')}
          act={
            <Button variant="contained" component={Link} href={`/plans/${planId}/review`}>
              {t('act')}
            </Button>
          }
        >
          {t('text')}
        </EmptyState>
      </div>
    </ClusterFrame>
  );
}

function Installed(props: ClusterPageProps & { installed: InstalledCluster }) {
  const { planId, name, revision, installed, survivals, past, serverNow, rights, actions } = props;
  const t = useTranslations('cluster');
  const errorText = useErrorText();
  const router = useRouter();
  const { view, connection } = useCluster(planId);
  const now = useNow(serverNow, connection.kind === 'reconnecting');
  const [refused, setRefused] = useState<ActionError | null>(null);
  const [checking, startChecking] = useTransition();
  const { plan } = installed;
  const withRainbond = plan.rainbond.kind !== 'none';
  const away = view?.api.state === 'away';
  // What was never seen isn't old.
  const old = away && view.api.at !== null;
  const overall = overallOf(view, survivals);
  const versions = [...new Set(view?.nodes.map((node) => node.version))];
  const check = () =>
    startChecking(async () => {
      const answer = await actions.startPreflight({ planId });
      if (answer.ok) router.push(`/plans/${planId}/preflight`);
      else setRefused(answer.error);
    });
  return (
    <ClusterFrame>
      <ConnectionBar connection={connection} now={now} />
      <ClusterAnnouncer overall={overall} />
      <div className="body">
        <ClusterHeader
          {...{ planId, name, installed, overall, rights }}
          kubernetes={versions.length > 0 ? versions.join(', ') : plan.kubernetes.version}
          rainbond={
            plan.rainbond.kind === 'none' ? null : plainVersion(view?.rainbond?.version || plan.rainbond.version)
          }
        />
        {refused && (
          <ErrorNotice
            title={errorText(refused)}
            acts={<Button onClick={() => setRefused(null)}>{t('close')}</Button>}
          />
        )}
        {view && <Away view={view} />}
        {revision !== installed.revision && (
          <Notice
            title={t('changed.title')}
            acts={
              <Button component={Link} href={`/plans/${planId}/review`}>
                {t('changed.act')}
              </Button>
            }
          >
            {t('changed.text', { installed: installed.revision, newest: revision })}
          </Notice>
        )}
        {installed.uninstalledBy !== null && (
          <Notice title={t('withoutRainbond.title')}>
            {t.rich('withoutRainbond.text', {
              number: installed.uninstalledBy,
              run: (text) => (
                <Link href={`/plans/${planId}/runs/${installed.uninstalledBy}`} style={{ textDecoration: 'underline' }}>
                  {text}
                </Link>
              ),
            })}
          </Notice>
        )}
        <CapabilityStrip survivals={survivals} now={view?.capabilities ?? []} />
        {!away && <CauseList causes={view?.rainbond?.causes ?? []} />}
        <div className="columns">
          <NodeTable
            rows={nodeRows(plan, view?.nodes ?? [])}
            known={view !== undefined && view !== null && view.api.at !== null}
            old={old}
            onCheck={rights.check ? check : null}
            checking={checking}
          >
            {withRainbond && <EventList {...{ planId, past }} events={view?.events ?? []} />}
          </NodeTable>
          {withRainbond ? (
            <ComponentTable rainbond={view?.rainbond ?? null} old={old} />
          ) : (
            <section className="card" aria-label={t('events.title')}>
              <CardHead>
                <h2>{t('events.title')}</h2>
              </CardHead>
              <EventList {...{ planId, past }} events={view?.events ?? []} />
            </section>
          )}
        </div>
        <PointList points={view?.points ?? []} old={old} />
        {rights.uninstall && withRainbond && (
          <div>
            <Button color="error" component={Link} href={`/plans/${planId}/cluster/uninstall`} prefetch={false}>
              {t('uninstall')}
            </Button>
          </div>
        )}
      </div>
    </ClusterFrame>
  );
}

/** `v6.9.3-release` is how images are tagged; people say 6.9.3. */
const plainVersion = (tag: string): string => tag.replace(/^v(\d[\d.]*)-release$/, '$1');

/** Says what stands in the way while the API can't be asked, and since when what is below is old. */
function Away({ view }: { view: ClusterView }) {
  const t = useTranslations('cluster.away');
  const hostError = useHostErrorText();
  const problemText = useProblemText();
  const { state, silentSince, at, problem } = view.api;
  const lines = view.unreached.map(({ host, code, values }) => (
    <li key={host}>{hostError(code, { host, ...values })}</li>
  ));
  if (state !== 'away') {
    if (lines.length === 0) return null;
    return (
      <Notice tone="warn" title={t('hosts', { count: lines.length })}>
        <ul style={{ margin: 0, paddingLeft: 18 }}>{lines}</ul>
      </Notice>
    );
  }
  return (
    <Notice tone="warn" title={t.rich('title', { time: () => <ClockTime at={silentSince ?? 0} /> })}>
      {at === null ? t('never') : t.rich('old', { time: () => <ClockTime at={at} /> })}
      {lines.length > 0 ? <ul style={{ margin: 0, paddingLeft: 18 }}>{lines}</ul> : <div>{problemText(problem)}</div>}
    </Notice>
  );
}
