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
  const storage = (kind: 'external-nfs' | 'nfs-server') =>
    labContext((plan: Plan) => ({ ...plan, storage: storageSchema.parse({ kind }) }));

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
    const found = await outcomeOnLab(nfs, storage('nfs-server'));
    expect(found).toMatchObject({ severity: 'block', values: { missing: 'mount.nfs' } });
    // An install for a server outside brings it, if its bundle has it: nobody has read that here.
    const outside = await outcomeOnLab(nfs, storage('external-nfs'));
    expect(outside).toMatchObject({ state: 'not-run', values: { check: 'bundle.sha256' } });
    for (const kind of ['nfs-server', 'external-nfs'] as const) {
      const outcome = await during(shadowed('mount.nfs', ':'), () => outcomeOnLab(nfs, storage(kind)));
      expect(outcome, kind).toMatchObject({ state: 'passed' });
    }
  });
});
