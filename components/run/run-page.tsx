'use client';
import { useMemo, useState } from 'react';
import { ConnectionBar } from '@/components/run/connection-bar';
import { scheduleOf } from '@/components/run/estimate';
import { FailureCard } from '@/components/run/failure-card';
import { hostActivities } from '@/components/run/host-activity';
import { HostLanes } from '@/components/run/host-lanes';
import { HostsNow } from '@/components/run/hosts-now';
import { LogPanel } from '@/components/run/log-panel';
import { OutcomeCard } from '@/components/run/outcome-card';
import { PhaseList } from '@/components/run/phase-list';
import { phasesOf } from '@/components/run/phases';
import { RainbondCauses } from '@/components/run/rainbond-causes';
import { RainbondPanel } from '@/components/run/rainbond-panel';
import type { Refusal, RunActions } from '@/components/run/run-actions';
import { RunAnnouncer } from '@/components/run/run-announcer';
import { RunError } from '@/components/run/run-error';
import { RunFrame } from '@/components/run/run-frame';
import { RunHeader } from '@/components/run/run-header';
import { shownCauses } from '@/components/run/shown-causes';
import { useLogAddress } from '@/components/run/use-log-address';
import { useNow } from '@/components/run/use-now';
import { TopologyThumb } from '@/components/topology/thumb';
import type { Plan } from '@/lib/plan/schema';
import { everything } from '@/lib/realtime/log-selection';
import { useRun } from '@/lib/realtime/use-run';
import type { RunView } from '@/lib/runs/view';

/** Pixels that the drawing of the hosts has in the side column. */
const sideWidth = 258;

type RunPageProps = {
  initialView: RunView;
  /** The server's time when it drew the page, milliseconds since the epoch. */
  serverNow: number;
  /** The plan as it was when the run began, for the drawing; null when it can no longer be read. */
  plan: Plan | null;
  actions: RunActions;
};

export function RunPage({ initialView, serverNow, plan, actions }: RunPageProps) {
  const { view, store, connection } = useRun(initialView.id, initialView);
  const [refused, setRefused] = useState<Refusal | null>(null);
  const { address, change } = useLogAddress();
  const over = view.finishedAt !== null;
  const now = useNow(serverNow, !over || connection.kind === 'reconnecting');
  // A run that is over stands at its end, whenever it is looked at.
  const at = view.finishedAt ?? now;
  const ongoing = view.state !== 'succeeded' && view.state !== 'cancelled';
  const { spans, endsAt } = useMemo(() => scheduleOf(view.steps, at, ongoing), [view.steps, at, ongoing]);
  const phases = useMemo(() => phasesOf(view, spans), [view, spans]);
  const states = useMemo(
    () => Object.fromEntries(hostActivities(view).map(({ host, state }) => [host, state])),
    [view],
  );
  const showLine = (line: number) => change({ filter: everything, line });
  const showStep = (step: string | null) => change({ filter: { ...address.filter, host: null, step } });

  const searchCluster = (text: string) => change({ filter: { host: null, step: 'kubernetes', text }, line: 0 });
  const showHost = (host: string, step: string | null) => change({ filter: { ...address.filter, host, step } });

  return (
    <RunFrame>
      <RunHeader view={view} now={at} endsAt={endsAt} actions={actions} onError={setRefused} />
      <ConnectionBar connection={connection} now={now} />
      {refused !== null && <RunError refusal={refused} onClose={() => setRefused(null)} />}
      <RunAnnouncer view={view} connection={connection} />
      <div className="columns">
        <div className="side">
          <PhaseList phases={phases} now={at} shownStep={address.filter.step} onShowStep={showStep} />
          <HostsNow view={view}>
            {plan && <TopologyThumb plan={plan} states={states} inside="names" width={sideWidth} height={92} />}
          </HostsNow>
        </div>
        <div className="main">
          <FailureCard view={view} store={store} actions={actions} onShowLine={showLine} onError={setRefused} />
          <RainbondCauses causes={shownCauses(view)} now={at} onSearch={searchCluster} />
          <OutcomeCard view={view} actions={actions} onError={setRefused} />
          <HostLanes view={view} spans={spans} now={at} endsAt={endsAt} onShow={showHost} />
          {view.cluster?.rainbond && (
            <RainbondPanel rainbond={view.cluster.rainbond} watching={view.cluster.watching} now={at} over={over} />
          )}
          <LogPanel view={view} store={store} address={address} onAddress={change} />
        </div>
      </div>
    </RunFrame>
  );
}
