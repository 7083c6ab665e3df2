import type { Report } from '@/lib/preflight/result';
import type { CommandContext, Screen } from '../command';

const colours = { failed: 31, done: 32, dim: 2 } as const;

/** A line per host that is redrawn in place while hosts answer; nothing where nobody watches. */
export class Progress {
  readonly #context: CommandContext;
  readonly #screen: Screen | null;
  /** Lines on the screen that are ours. */
  #drawn = 0;

  constructor(context: CommandContext) {
    this.#context = context;
    this.#screen = context.screen;
  }

  show(report: Report): void {
    if (!this.#screen) return;
    this.#draw(this.#linesOf(report, this.#screen));
  }

  /** Says something that stays, above the lines. */
  tell(text: string): void {
    this.clear();
    this.#context.tell(text);
  }

  /** Takes the lines away: the report follows. */
  clear(): void {
    this.#draw([]);
  }

  #draw(lines: string[]): void {
    if (!this.#screen || (lines.length === 0 && this.#drawn === 0)) return;
    const back = this.#drawn > 0 ? `\u001b[${this.#drawn}A` : '';
    this.#screen.write(`${back}\r\u001b[J${lines.map((line) => `${line}\n`).join('')}`);
    this.#drawn = lines.length;
  }

  #linesOf(report: Report, screen: Screen): string[] {
    const { translate } = this.#context;
    const width = Math.max(...report.hosts.map(({ name }) => name.length), 4);
    const all = report.hosts.map((host) => {
      const own = report.results.filter((result) => result.host === host.name);
      const done = own.filter(({ state }) => state !== 'waiting' && state !== 'running').length;
      const findings = own.filter(({ state }) => state === 'finding').length;
      const state = translate(`preflight.hostState.${host.state}`);
      const counts = translate('cli.preflight.progress', { done, of: own.length, findings });
      const open = done < own.length;
      return { open, line: this.#fit(`${host.name.padEnd(width)}  ${state}  ${counts}`, host.state, screen) };
    });
    const room = Math.max(1, screen.rows() - 2);
    if (all.length <= room) return all.map(({ line }) => line);
    // Those that are still at it, in the plan's order; the others are counted.
    const shown = [...all.filter(({ open }) => open), ...all.filter(({ open }) => !open)].slice(0, room - 1);
    return [...shown.map(({ line }) => line), translate('cli.preflight.more', { count: all.length - shown.length })];
  }

  /** A line that wraps would take two of the screen's. */
  #fit(line: string, state: Report['hosts'][number]['state'], screen: Screen): string {
    const fitting = cut(line, screen.columns() - 1);
    if (!screen.colour) return fitting;
    const colour = state === 'failed' || state === 'done' ? colours[state] : colours.dim;
    return `\u001b[${colour}m${fitting}\u001b[0m`;
  }
}

/** As many columns of a terminal: Chinese characters take two. */
function cut(text: string, columns: number): string {
  let used = 0;
  let fitting = '';
  for (const letter of text) {
    used += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(letter)
      ? 2
      : 1;
    if (used > columns) break;
    fitting += letter;
  }
  return fitting;
}
