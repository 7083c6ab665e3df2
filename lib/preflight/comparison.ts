import type { PlanHost } from '@/lib/plan/schema';
import { type CompareCheck, notRun, type Outcome, type Reading } from './check';
import { broken } from './look-at-host';
import type { Session } from './session-state';

/** What hosts said that is judged between them. */
export class Comparison {
  readonly #session: Session;
  readonly #readings = new Map<string, Map<string, Reading>>();

  constructor(session: Session) {
    this.#session = session;
  }

  read(check: CompareCheck, host: PlanHost, reading: Reading): void {
    const readings = this.#readings.get(check.id) ?? new Map<string, Reading>();
    this.#readings.set(check.id, readings.set(host.name, reading));
    this.#session.report.running(check.id, host.name);
  }

  has(check: string, host: string): boolean {
    return this.#readings.get(check)?.has(host) ?? false;
  }

  /** Once all hosts have answered or failed. Those that could not be asked are missing from the comparison: `uncompared`. */
  judge(): void {
    const { catalogue, context, asked, report, signal } = this.#session;
    if (signal.aborted) return;
    for (const check of catalogue.scripts) {
      const readings = this.#readings.get(check.id);
      if (check.kind !== 'compare' || !readings) continue;
      let outcomes: ReadonlyMap<string, Outcome>;
      try {
        outcomes = check.judge(readings, context);
      } catch (error) {
        this.#session.unexpected(check.id, error);
        outcomes = new Map([...readings.keys()].map((host) => [host, broken(error)]));
      }
      const uncompared = asked.filter((square) => square.check === check.id).length - readings.size;
      // One alone differs from nobody and is like nobody.
      const alone = readings.size === 1 && uncompared > 0 ? notRun('depends', { check: 'ssh.reach' }) : null;
      for (const [host, reading] of readings) {
        const outcome = alone ?? outcomes.get(host) ?? broken('the comparison said nothing of this host');
        const said = uncompared > 0 ? { ...outcome, values: { ...outcome.values, uncompared } } : outcome;
        report.answer(check.id, host, said, reading.tookMs);
      }
    }
  }
}
