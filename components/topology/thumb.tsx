'use client';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { Glyph, type StateName } from '@/components/ui/glyph';
import type { Plan } from '@/lib/plan/schema';
import { thumbLayout } from './thumb-layout';

const Drawing = styled('svg')({
  display: 'block',
  flex: 'none',
  maxWidth: '100%',
  '& .frame': { fill: 'none', stroke: 'var(--line2)', strokeDasharray: '2 2' },
  '& .host': { fill: 'var(--raised)', stroke: 'var(--line2)' },
  '& .dot': { fill: 'var(--ink3)' },
  '& .name': { font: '500 11px var(--sans)', fill: 'var(--ink)' },
  '& .entry': { fill: 'var(--ink2)' },
  '& .entry-name': { font: '600 11px var(--sans)', fill: 'var(--surface)' },
  '& .edge': { fill: 'none', stroke: 'var(--edge)' },
  '& .standby': { strokeDasharray: '3 2' },
  '& [data-state="failed"] .host, & [data-state="lost"] .host': { fill: 'var(--bad-bg)', stroke: 'var(--bad)' },
  '& [data-state="failed"] .dot': { fill: 'var(--bad)' },
  '& [data-state="degraded"] .host': { fill: 'var(--warn-bg)', stroke: 'var(--warn-fill)' },
  '& [data-state="degraded"] .dot': { fill: 'var(--warn)' },
  '& [data-state="running"] .host': { fill: 'var(--acc-bg)', stroke: 'var(--acc)' },
});

type ThumbProps = {
  plan: Plan;
  width?: number;
  height?: number;
  /** By host name; passed and unknown stay plain. */
  states?: Record<string, StateName>;
  /** What stands in a host's bar: a dot per role, its name, or the text given by place in the plan. */
  inside?: 'dots' | 'names' | string[];
};

/** The topology in small, for rows, cards and side panels. Drawn at once, also on the server. */
export function TopologyThumb({ plan, width = 216, height = 104, states = {}, inside = 'dots' }: ThumbProps) {
  const t = useTranslations('topology');
  const { frames, hosts, entry, behind } = thumbLayout(plan, width, height);
  const bus = entry ? entry.y + entry.height + 5 : 0;
  return (
    <Drawing
      role="img"
      aria-label={t('thumb', { count: plan.hosts.length })}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
    >
      {entry &&
        behind.map((to, index) => (
          <path
            key={to.x + to.y * width}
            className={index === 0 ? 'edge' : 'edge standby'}
            d={`M${width / 2} ${entry.y + entry.height}V${bus}H${to.x}V${Math.min(to.y, frames[0]?.y ?? to.y)}`}
          />
        ))}
      {entry && (
        <>
          <rect className="entry" {...entry} rx="3" />
          {entry.height > 13 && (
            <text className="entry-name" x={width / 2} y={entry.y + entry.height / 2 + 4} textAnchor="middle">
              VIP
            </text>
          )}
        </>
      )}
      {frames.map((frame) => (
        <rect key={frame.x} className="frame" {...frame} rx="5" />
      ))}
      {plan.hosts.map((host, index) => {
        const box = hosts[index];
        if (!box) return null;
        const state = states[host.name];
        const shown = state && state !== 'passed' && state !== 'satisfied' ? state : undefined;
        const text = inside === 'names' ? host.name : inside === 'dots' ? null : (inside[index] ?? '');
        const middle = box.y + box.height / 2;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: names may be doubled while a person types
          <g key={index} data-state={shown}>
            <rect className="host" {...box} rx="3" />
            {text === null
              ? host.roles
                  .slice(0, Math.max(0, Math.floor((box.width - (shown ? 22 : 10)) / 5.6)))
                  .map((role, place) => (
                    <rect
                      key={role}
                      className="dot"
                      x={box.x + 5 + place * 5.6}
                      y={middle - 2}
                      width="3.6"
                      height="4"
                      rx="1"
                    />
                  ))
              : text && (
                  <text className="name" x={box.x + 6} y={middle + 4}>
                    {text}
                  </text>
                )}
            {shown && box.height >= 12 && (
              <svg x={box.x + box.width - 15} y={middle - 5.5} width="11" height="11" role="presentation">
                <Glyph of={shown} size={11} />
              </svg>
            )}
          </g>
        );
      })}
    </Drawing>
  );
}
