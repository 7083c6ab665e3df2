import type { StateName } from '@/components/ui/glyph';
import type { CapabilityState } from '@/lib/cluster/view';
import type { Overall } from './overall';

/** Unknown looks like "not run", never like what is well. */
export const stateGlyphs: Record<CapabilityState, StateName> = {
  up: 'passed',
  degraded: 'degraded',
  down: 'failed',
  unknown: 'not-run',
};

export const overallLooks: Record<Overall['key'], { glyph: StateName; tone?: 'ok' | 'warn' | 'bad' }> = {
  asking: { glyph: 'running' },
  away: { glyph: 'warning', tone: 'warn' },
  down: { glyph: 'failed', tone: 'bad' },
  degraded: { glyph: 'degraded', tone: 'warn' },
  unknown: { glyph: 'not-run' },
  noSpare: { glyph: 'degraded', tone: 'warn' },
  up: { glyph: 'passed', tone: 'ok' },
};
