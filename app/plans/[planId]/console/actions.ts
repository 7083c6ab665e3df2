'use server';
import { ActionFailure, action } from '@/lib/auth/action';
import { consoleMoveFormSchema } from '@/lib/cluster/console-move-form';
import { mustBeNamed, startAndShowRun, typedStart } from '../runs/start-shown-run';
import { loadConsoleMove } from './load-console-move';

const input = typedStart.extend({ form: consoleMoveFormSchema });

/** Starts the move that was shown: compiled again from what is known now, and refused when that isn't the same bytes. */
export const startConsoleMove = action(
  'run:start',
  input,
  async ({ planId, form, name, runbookSha256: shown }, user): Promise<null> => {
    const compile = async () => {
      const { plan, revision, runbook, sha256 } = await loadConsoleMove(planId, form);
      if (!runbook) throw new ActionFailure('not-compiled');
      mustBeNamed(plan, name);
      return { runbook, sha256, revision, record: { kind: runbook.kind, direction: form.to, host: form.host } };
    };
    return startAndShowRun({ planId, user, shown, compile });
  },
);
