'use client';
import Button from '@mui/material/Button';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useState, useTransition } from 'react';
import { ConnectionBar } from '@/components/run/connection-bar';
import { useNow } from '@/components/run/use-now';
import { ClockTime } from '@/components/ui/clock-time';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Notice } from '@/components/ui/notice';
import { useErrorText } from '@/components/ui/use-error-text';
import { useFindingText } from '@/components/ui/use-finding-text';
import type { ActionError } from '@/lib/auth/action';
import type { Finding } from '@/lib/plan/finding';
import type { Plan } from '@/lib/plan/schema';
import { apiRowName } from '@/lib/preflight/api-row';
import { keptBy } from '@/lib/preflight/kept';
import type { Report } from '@/lib/preflight/result';
import { usePreflight } from '@/lib/realtime/use-preflight';
import type { Book } from './book';
import { CheckDetail } from './check-detail';
import { type FindingGroup, groupsOf, hostResults } from './finding-groups';
import { FixPanel, FixRunLine } from './fix-panel';
import { GroupList } from './group-list';
import { KeepPanel } from './keep-panel';
import { totalCounts } from './matrix';
import { type Chosen, MatrixTable } from './matrix-table';
import type { PreflightActions, PreflightRights } from './preflight-actions';
import { PreflightAnnouncer } from './preflight-announcer';
import { PreflightBar } from './preflight-bar';
import { PreflightFrame } from './preflight-frame';
import { PreflightHeader } from './preflight-header';
import { ServiceTable } from './service-table';
import { type FixRun, useFixRun } from './use-fix-run';

type PreflightPageProps = {
  planId: string;
  plan: Plan;
  book: Book;
  initial: Report | null;
  /** Of the stored plan: a report of another one proves nothing. */
  planSha256: string;
  /** What has changed since `initial`: of the plan, or of a host. */
  since: Finding[];
  /** The server's time when it drew the page, milliseconds since the epoch. */
  serverNow: number;
  rights: PreflightRights;
  actions: PreflightActions;
};

export function PreflightPage(props: PreflightPageProps) {
  const { planId, plan, book, initial, planSha256, since, serverNow, rights, actions } = props;
  const t = useTranslations('preflight');
  const router = useRouter();
  const errorText = useErrorText();
  const { report, connection } = usePreflight(planId, initial);
  const [picked, setPicked] = useState<Chosen | null>(null);
  const [refused, setRefused] = useState<ActionError | null>(null);
  const [fixRun, setFixRun] = useState<FixRun | null>(null);
  const [starting, startTransition] = useTransition();
  const running = report?.state === 'running';
  const now = useNow(serverNow, running || connection.kind === 'reconnecting');
  const other = report !== null && report.planSha256 !== planSha256;
  const stale = other && !running;
  // One that began after this page was drawn may have looked at a plan that this page hasn't seen.
  const unseen = other && report.startedAt > serverNow ? report.id : null;
  useEffect(() => {
    if (unseen) router.refresh();
  }, [unseen, router]);
  const groups = useMemo(() => groupsOf(book, plan, report), [book, plan, report]);
  const counts = useMemo(() => totalCounts(book, report), [book, report]);
  const ofApi = book.checks.some((check) => check.hosts.includes(apiRowName));
  const hosts = [
    ...plan.hosts.map(({ name, address }) => ({ name, address })),
    ...(ofApi ? [{ name: apiRowName, address: '' }] : []),
  ];
  const names = hosts.map(({ name }) => name);

  const start = (only?: { checks?: string[]; hosts?: string[] }) =>
    startTransition(async () => {
      const answer = await actions.startPreflight({ planId, ...(only && { only }) });
      setRefused(answer.ok ? null : answer.error);
    });
  const stop = () =>
    startTransition(async () => {
      const answer = await actions.stopPreflight({ planId });
      setRefused(answer.ok ? null : answer.error);
    });
  const fixState = useFixRun(fixRun, ({ check, hosts: on }) => start({ checks: [check], hosts: on }));

  // Until somebody chooses, the gravest is shown.
  const first = groups[0];
  const chosen = picked ?? (first ? { check: first.check.id, host: first.on[0]?.host ?? '' } : null);
  const check = book.checks.find(({ id }) => id === chosen?.check);
  const openWarnings = groups
    .filter(({ state, kept }) => state === 'warn' && !kept)
    .reduce((sum, { on }) => sum + on.length, 0);

  return (
    <PreflightFrame>
      <ConnectionBar connection={connection} now={now} />
      <PreflightAnnouncer report={report} groups={groups} counts={counts} />
      <div className="body">
        <PreflightHeader
          {...{ planId, report, counts, now }}
          hostCount={plan.hosts.length}
          canCheck={rights.check}
          busy={starting}
          onStart={() => start()}
          onStop={stop}
        />
        {refused && (
          <ErrorNotice
            title={errorText(refused)}
            acts={<Button onClick={() => setRefused(null)}>{t('act.close')}</Button>}
          />
        )}
        <Notices
          {...{ planId, report, stale, hostCount: plan.hosts.length }}
          since={report?.version === initial?.version && report?.id === initial?.id ? since : []}
        />
        {hosts.length > 0 && (
          <>
            <MatrixTable {...{ book, hosts, report, chosen }} onChoose={setPicked} />
            <ServiceTable {...{ book, report }} hosts={names} onChoose={setPicked} />
            <div className="columns">
              <GroupList
                groups={groups}
                when={report === null ? 'never' : running ? 'running' : 'finished'}
                chosen={chosen}
                onChoose={setPicked}
              />
              {chosen && check ? (
                <CheckDetail
                  {...{ planId, check, chosen, report }}
                  hostCount={plan.hosts.length}
                  canCheck={rights.check}
                  running={running || starting}
                  wide={
                    !(check.fixable && hostResults(check, report).some(({ result }) => result?.state === 'finding'))
                  }
                  onCheckAgain={start}
                >
                  <WaysOut
                    {...{ planId, plan, rights, actions }}
                    // Nothing is mended or kept by what was found of another plan.
                    report={stale ? null : report}
                    group={groups.find((each) => each.check.id === check.id)}
                    busy={running || starting || fixState === 'running'}
                    onStarted={setFixRun}
                  />
                  {fixRun && fixState && fixRun.check === check.id && (
                    <FixRunLine planId={planId} number={fixRun.number} state={fixState} />
                  )}
                </CheckDetail>
              ) : (
                <section
                  className="card"
                  style={{ flex: 1, display: 'flex', alignItems: 'center', justifyContent: 'center' }}
                >
                  <EmptyState title={t('detail.none')}>{t('detail.noneText')}</EmptyState>
                </section>
              )}
            </div>
          </>
        )}
      </div>
      <PreflightBar {...{ planId, report, stale, counts, openWarnings }} />
    </PreflightFrame>
  );
}

type WaysOutProps = Pick<PreflightPageProps, 'planId' | 'plan' | 'rights' | 'actions'> & {
  report: Report | null;
  group: FindingGroup | undefined;
  busy: boolean;
  onStarted: (run: FixRun) => void;
};

/** What a person can do about a finding: mend it, or keep a warning. Nothing for what passed or wasn't looked at. */
function WaysOut({ planId, plan, report, group, rights, actions, busy, onStarted }: WaysOutProps) {
  if (!group || group.state === 'not-run' || report === null) return null;
  const { check, state } = group;
  const found = hostResults(check, report)
    .filter(({ result }) => result?.state === 'finding')
    .map(({ host }) => host);
  const warned = hostResults(check, report)
    .filter((each) => each.state === 'warn')
    .map(({ host }) => host);
  const acceptances = warned.map((host) => keptBy(plan, check, host));
  const kept = acceptances.every((each) => each !== null) ? (acceptances[0] ?? null) : null;
  return (
    <>
      {check.fixable && found.length > 0 && report.state !== 'running' && (
        <FixPanel {...{ planId, check, busy, actions, onStarted }} key={check.id} hosts={found} canFix={rights.fix} />
      )}
      {state === 'warn' && warned.length > 0 && (
        <KeepPanel
          {...{ planId, check, actions }}
          key={`keep ${check.id}`}
          hosts={warned}
          acceptance={kept}
          canKeep={rights.keep}
        />
      )}
    </>
  );
}

type NoticesProps = { planId: string; report: Report | null; stale: boolean; hostCount: number; since: Finding[] };

/** What has to be known before the numbers are believed. */
function Notices({ planId, report, stale, hostCount, since }: NoticesProps) {
  const t = useTranslations('preflight.notice');
  const findingText = useFindingText();
  if (hostCount === 0)
    return (
      <EmptyState
        title={t('noHosts.title')}
        act={
          <Button variant="contained" component={Link} href={`/plans/${planId}`}>
            {t('noHosts.act')}
          </Button>
        }
      >
        {t('noHosts.text')}
      </EmptyState>
    );
  if (report === null) return null;
  if (stale)
    return (
      <Notice tone="warn" title={t('stale.title')}>
        {t.rich('stale.text', { time: () => <ClockTime at={report.startedAt} day />, revision: report.planRevision })}
        {since.map((finding) => (
          <div key={finding.id}>{findingText(finding).detail}</div>
        ))}
      </Notice>
    );
  if (report.state === 'interrupted' || report.state === 'stopped')
    return (
      <Notice tone="warn" title={t(`${report.state}.title`)}>
        {t(`${report.state}.text`)}
      </Notice>
    );
  return since.map((finding) => {
    const { title, detail } = findingText(finding);
    return (
      <Notice key={finding.hosts.join()} tone="warn" title={title}>
        {detail}
      </Notice>
    );
  });
}
