import { apiRow } from './api-row';
import { askCluster } from './ask-cluster';
import { hostsBySsh, type Session } from './session-state';

/** What the API server is asked takes no host's connection, and no host waits for it. */
export async function byApi(session: Session): Promise<void> {
  const { input, catalogue, context, asked, report, signal, now } = session;
  const rows = new Map([...context.plan.hosts, apiRow].map((host) => [host.name, host]));
  const squares = asked.flatMap(({ check: id, host }) => {
    const check = catalogue.api?.find((each) => each.id === id);
    const row = rows.get(host);
    return check && row ? [{ check, host: row }] : [];
  });
  const bySsh = new Set(hostsBySsh(session).map(({ name }) => name));
  const own = [...new Set(squares.map(({ host }) => host.name))].filter((name) => !bySsh.has(name));
  for (const name of own) report.host(name, { state: 'checking' });
  const began = now();
  await askCluster({
    open: input.openCluster ?? null,
    squares,
    context,
    signal,
    running: (check, host) => report.running(check.id, host),
    answered: (check, host, outcome) => report.answer(check.id, host, outcome, now() - began),
    onUnexpected: session.unexpected,
  });
  if (signal.aborted) return;
  for (const name of own) report.host(name, { state: 'done', tookMs: now() - began });
}
