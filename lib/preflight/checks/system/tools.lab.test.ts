import { afterAll, describe, expect, test } from 'vitest';
import { labWanted } from '@/lib/hosts/lab-target';
import type { Plan } from '@/lib/plan/schema';
import { storageSchema } from '@/lib/plan/schema';
import { closeLab, labContext, outcomeOnLab } from '../../lab';
import { during, shadowed } from '../testing-lab';
import { toolChecks } from './tools';

const [present, nfs] = toolChecks;

describe.runIf(labWanted && present && nfs)('a lab host', { timeout: 60_000 }, () => {
  if (!present || !nfs) return;
  afterAll(closeLab);
  const online = labContext((plan: Plan) => ({ ...plan, artifacts: { kind: 'online', mirror: '' } }));
  const onNfs = labContext((plan: Plan) => ({ ...plan, storage: storageSchema.parse({ kind: 'external-nfs' }) }));

  test('tools.present: a bare host lacks only what the install brings, and without ss it blocks', async () => {
    expect(await outcomeOnLab(present, online)).toMatchObject({
      state: 'passed',
      values: { by: 'online', later: expect.stringContaining('socat') },
    });
    const outcome = await during(
      [
        'mv /usr/bin/ss /usr/bin/ss.slipway-lab',
        'if [ -e /usr/bin/ss.slipway-lab ]; then mv /usr/bin/ss.slipway-lab /usr/bin/ss; fi',
      ],
      () => outcomeOnLab(present, online),
    );
    expect(outcome).toMatchObject({ severity: 'block', values: { missing: 'ss', count: 1 } });
  });

  test('tools.nfs: a bare host has no mount.nfs, faked reading: with one it passes', async () => {
    expect(await outcomeOnLab(nfs, onNfs)).toMatchObject({ severity: 'block', values: { missing: 'mount.nfs' } });
    const outcome = await during(shadowed('mount.nfs', ':'), () => outcomeOnLab(nfs, onNfs));
    expect(outcome).toMatchObject({ state: 'passed' });
  });
});
