import { readFileSync } from 'node:fs';
import type { FactsFirst } from '@/lib/hosts/gather-facts';
import { pause } from '@/lib/hosts/pause';
import type { PlanHost } from '@/lib/plan/schema';
import { notInstallerOutcome } from './checks/access';
import { hostBasis } from './host-basis';
import { isLost } from './look-at-host';
import type { Session } from './session-state';

/** Facts are waited for so long, milliseconds; checks that read them do without, afterwards. */
const factsMs = 10_000;

/** Takes a host's facts from its shell, and says whether they came in time. */
export async function gatherHostFacts(session: Session, host: PlanHost, shell: FactsFirst): Promise<boolean> {
  const { input, context, report, signal } = session;
  const gathering = shell.facts.then(
    (facts) => {
      context.facts[host.name] = facts;
      report.basis(host.name, hostBasis(facts));
      const keeping = input.onFacts?.(host, facts);
      keeping?.catch((error: unknown) => session.unexpected(host.name, error));
      return true;
    },
    (error: unknown) => {
      // Without facts a check that needs them says so; a host that is gone is heard of by its connection.
      if (!isLost(error) && !signal.aborted) session.unexpected(host.name, error);
      return false;
    },
  );
  const gathered = await Promise.race([gathering, pause(factsMs, signal).then(() => false)]);
  const consoleMachineId = input.consoleMachineId ?? machineIdHere();
  const outcome = notInstallerOutcome(context.plan, host, context.facts[host.name], consoleMachineId);
  report.answer('host.notinstaller', host.name, outcome, 0);
  return gathered;
}

function machineIdHere(): string {
  try {
    return readFileSync('/etc/machine-id', 'utf8').trim();
  } catch {
    return '';
  }
}
