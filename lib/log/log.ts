export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

/**
 * One line on stdout: time, level, room, what happened, then fields as name=value. Never a secret, and nothing of a
 * host's output: that belongs to the run.
 */
export function log(
  level: LogLevel,
  room: string,
  message: string,
  fields: Record<string, string | number | boolean> = {},
): void {
  const least = logLevels.indexOf((process.env.SLIPWAY_LOG_LEVEL ?? 'info') as LogLevel);
  if (logLevels.indexOf(level) < least) return;
  process.stdout.write(`${logLine(new Date(), level, room, message, fields)}\n`);
}

export function logLine(
  at: Date,
  level: LogLevel,
  room: string,
  message: string,
  fields: Record<string, string | number | boolean>,
): string {
  const rest = Object.entries(fields).map(([name, value]) => ` ${name}=${quoted(String(value))}`);
  return `${at.toISOString()} ${level.padEnd(5)} ${room.padEnd(8)} ${escaped(message)}${rest.join('')}`;
}

/** A line stays one line, whatever somebody put into a name. */
const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
const quoted = (text: string) => (/^[\w.:/@+-]+$/.test(text) ? text : JSON.stringify(text));

/** For a throw that nobody expected: its stack, whole, under the id that the person was shown. */
export function logUnexpected(room: string, id: string, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stdout.write(`${logLine(new Date(), 'error', room, 'unexpected error', { id })}\n${text}\n`);
}
