import { afterAll, describe, expect, test } from 'vitest';
import { labWanted } from '@/lib/hosts/lab-target';
import { closeLab, labContext, outcomeOnLab } from '../../lab';
import { systemChecks } from './index';

describe.runIf(labWanted)('a lab host', { timeout: 120_000 }, () => {
  afterAll(closeLab);

  test('every check of the group understands what a bare host prints', async () => {
    const context = labContext();
    for (const check of systemChecks) {
      if (check.kind !== 'host') continue;
      const outcome = await outcomeOnLab(check, context);
      // A plan with a bundle that wasn't read can't say who brings missing programs.
      const reason = outcome.state === 'not-run' && check.id !== 'tools.present' ? outcome.reason : null;
      expect(reason, `${check.id}: ${JSON.stringify(outcome.values)}`).toBeNull();
    }
  });
});
