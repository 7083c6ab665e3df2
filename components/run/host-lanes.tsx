'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { listDuration } from '@/components/run/duration';
import type { Span } from '@/components/run/estimate';
import { hostActivities } from '@/components/run/host-activity';
import { lanesOf, tickOf } from '@/components/run/lanes';
import { useRunWords } from '@/components/run/run-words';
import { State } from '@/components/ui/state';
import type { RunView } from '@/lib/runs/view';

const Frame = styled('section')({
  position: 'relative',
  flex: 'none',
  maxHeight: 212,
  overflowY: 'auto',
  padding: '8px 16px 10px',
  borderBottom: '1px solid var(--line)',
  '& .lane': { display: 'flex', minHeight: 26, padding: '3px 0', '&.axis': { minHeight: 22, padding: 0 } },
  '& .host': {
    width: 96,
    flex: 'none',
    display: 'flex',
    gap: 7,
    alignItems: 'center',
    height: 22,
    fontSize: 12,
    fontWeight: 500,
    overflow: 'hidden',
  },
  '& .axis .host': { color: 'var(--ink3)' },
  '& .track': { position: 'relative', flex: 1, minWidth: 0 },
  '& .rows': { display: 'flex', flexDirection: 'column', gap: 1, flex: 1, minWidth: 0, position: 'relative' },
  '& .row': { position: 'relative', height: 20 },
  '& .tick': {
    position: 'absolute',
    fontSize: 'var(--smallest)',
    lineHeight: '22px',
    color: 'var(--ink3)',
    whiteSpace: 'nowrap',
    transform: 'translateX(-50%)',
    '&:first-of-type': { transform: 'none' },
  },
  '& .grid': { position: 'absolute', top: 0, bottom: 0, width: 1, background: 'var(--line)' },
  '& .span': {
    position: 'absolute',
    top: 1,
    height: 18,
    minWidth: 2,
    borderRadius: 3,
    padding: '0 4px',
    border: '1px solid var(--ok-line)',
    background: 'color-mix(in srgb, var(--ok) 18%, var(--surface))',
    color: 'var(--ink2)',
    font: '500 var(--smallest)/16px var(--sans)',
    overflow: 'hidden',
    whiteSpace: 'nowrap',
    containerType: 'inline-size',
    // A bar too narrow for a word shows none, rather than two letters of it.
    '& > span': { '@container (max-width: 22px)': { visibility: 'hidden' } },
    '&[data-kind="satisfied"]': { background: 'var(--surface)', color: 'var(--ink3)' },
    '&[data-kind="running"]': {
      background:
        'repeating-linear-gradient(135deg, var(--acc-bg) 0 5px, color-mix(in srgb, var(--acc-bg) 60%, var(--surface)) 5px 10px)',
      borderColor: 'var(--acc-line)',
      borderRight: '2px solid var(--acc)',
      color: 'var(--acc)',
    },
    '&[data-kind="estimate"]': { background: 'none', border: '1px dashed var(--line2)', color: 'var(--ink3)' },
    '&[data-kind="failed"]': { background: 'var(--bad)', borderColor: 'var(--bad)', color: 'var(--on)' },
    '&[data-kind="cancelled"]': { background: 'var(--idle-bg)', borderColor: 'var(--line2)', color: 'var(--ink3)' },
  },
  '& .now': {
    position: 'absolute',
    top: -22,
    bottom: 0,
    width: 1,
    background: 'var(--ink2)',
    zIndex: 1,
    '& span': {
      position: 'absolute',
      top: 2,
      transform: 'translateX(-50%)',
      whiteSpace: 'nowrap',
      font: '500 var(--smallest)/16px var(--sans)',
      color: 'var(--onpri)',
      background: 'var(--pri)',
      borderRadius: 3,
      padding: '0 4px',
    },
  },
});

type HostLanesProps = {
  view: RunView;
  spans: Span[];
  now: number;
  endsAt: number;
  /** What a pressed bar narrows the log to: its step, or its host when it stands for several. */
  onShow: (host: string, step: string | null) => void;
};

/** Time from left to right, a lane per host: what it did, does, and will probably do. */
export function HostLanes({ view, spans, now, endsAt, onShow }: HostLanesProps) {
  const t = useTranslations('run');
  const words = useRunWords();
  const from = view.startedAt ?? view.createdAt;
  const until = Math.max(now, endsAt, from + 1000);
  const length = (until - from) * 1.02;
  const percent = (at: number) => `${((at - from) / length) * 100}%`;
  const tick = tickOf(length);
  const ticks = Array.from({ length: Math.floor(length / tick) + 1 }, (_, i) => i * tick);
  const steps = new Map(view.steps.map((step) => [step.id, step]));
  const states = new Map(hostActivities(view).map((activity) => [activity.host, activity.state]));
  const hosts = view.hosts.map((host) => host.name);
  const ongoing = view.finishedAt === null;
  const tickWord = (value: number) =>
    tick >= 60_000 ? t('lanes.minutes', { value: value / 60_000 }) : t('lanes.seconds', { value: value / 1000 });

  return (
    <Frame aria-label={t('lanes.label')}>
      <div className="lane axis">
        <span className="host">{t('lanes.title')}</span>
        <div className="track" aria-hidden="true">
          {ticks.map((value) => {
            // The mark of now takes the place of those that it would cover.
            if (ongoing && Math.abs(from + value - now) / length < 0.045) return null;
            return (
              <span key={value} className="tick" style={{ left: percent(from + value) }}>
                {tickWord(value)}
              </span>
            );
          })}
        </div>
      </div>
      <div style={{ position: 'relative' }}>
        {lanesOf(hosts, spans).map((lane) => (
          <div className="lane" key={lane.host}>
            <span className="host">
              <State of={states.get(lane.host) ?? 'waiting'} label={null} size={14} />
              {lane.host}
            </span>
            <div className="rows">
              {ticks.map((value) => (
                <span key={value} className="grid" style={{ left: percent(from + value) }} />
              ))}
              {(lane.rows.length > 0 ? lane.rows : [[]]).map((row, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
                <div className="row" key={index}>
                  {row.map((bar) => {
                    const only = bar.steps.length === 1 ? steps.get(bar.steps[0] ?? '') : undefined;
                    const name = only ? words.step(only) : words.phase(bar.phase);
                    const label = t(`lanes.span.${bar.kind}`, {
                      step: name,
                      duration: listDuration(bar.end - bar.start),
                      attempt: bar.attempt,
                    });
                    return (
                      // biome-ignore lint/a11y/useKeyWithClickEvents: the phase list offers the same by keyboard
                      <div
                        key={`${bar.kind} ${bar.steps[0]} ${bar.attempt}`}
                        className="span"
                        role="img"
                        data-kind={bar.kind}
                        title={label}
                        aria-label={label}
                        style={{
                          left: percent(bar.start),
                          width: `calc(${percent(bar.end - bar.start + from)} - 2px)`,
                        }}
                        onClick={() => onShow(bar.host, only?.id ?? null)}
                      >
                        <span>{name}</span>
                      </div>
                    );
                  })}
                </div>
              ))}
            </div>
          </div>
        ))}
        {ongoing && (
          <div style={{ position: 'absolute', inset: '0 0 0 96px', pointerEvents: 'none' }}>
            <div className="now" style={{ left: percent(now) }}>
              <span>{t('lanes.now', { duration: listDuration(now - from) })}</span>
            </div>
          </div>
        )}
      </div>
    </Frame>
  );
}
