'use server';
import { z } from 'zod';
import { ActionFailure, action } from '@/lib/auth/action';
import { mustBeNamed, startAndShowRun, typedStart } from '../../runs/start-shown-run';
import { loadUninstall } from './load-uninstall';

const input = typedStart.extend({ hostFiles: z.boolean() });

/** Starts the uninstall that was shown: compiled again from what is installed now, and refused when that isn't the same bytes. */
export const startUninstall = action(
  'run:start',
  input,
  async ({ planId, hostFiles, name, runbookSha256: shown }, user): Promise<null> => {
    const compile = async () => {
      const found = await loadUninstall(planId, hostFiles);
      if (!found) throw new ActionFailure('no-rainbond');
      const { installed, runbook, sha256 } = found;
      mustBeNamed(installed.plan, name);
      return { runbook, sha256, revision: installed.revision, record: { kind: runbook.kind, hostFiles } };
    };
    return startAndShowRun({ planId, user, shown, compile });
  },
);
