import type { LogLine } from '@/lib/realtime/protocol';

/** Lines of a log as text: number, time (UTC), host, step and text between tabs; `-` where there is no host or step. */
export function logText(lines: Pick<LogLine, 'seq' | 'at' | 'host' | 'step' | 'text'>[]): string {
  return lines
    .map(
      ({ seq, at, host, step, text }) =>
        `${seq}\t${new Date(at).toISOString()}\t${host || '-'}\t${step || '-'}\t${text}\n`,
    )
    .join('');
}
