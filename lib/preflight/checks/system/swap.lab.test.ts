import { afterAll, describe, expect, test } from 'vitest';
import { labWanted } from '@/lib/hosts/lab-target';
import { closeLab, labContext, labSh, outcomeOnLab } from '../../lab';
import { during, faked, fixOnLab, shadowed } from '../testing-lab';
import { swapOff } from './swap';

describe.runIf(labWanted)('a lab host', { timeout: 60_000 }, () => {
  afterAll(closeLab);

  test('swap.off: faked reading, because swap is the whole machine’s: 2 GiB block', async () => {
    expect(await outcomeOnLab(swapOff)).toMatchObject({ state: 'passed' });
    const on = faked(
      '/proc/swaps',
      'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n/swapfile file\t\t2097148\t\t0\t\t-2',
    );
    const outcome = await during(on, () => outcomeOnLab(swapOff));
    expect(outcome).toMatchObject({ severity: 'block', values: { gib: expect.closeTo(2, 3), areas: 1 } });
  });

  test('swap.off: faked reading: the fix comments it out of /etc/fstab, keeps the old file, and is harmless the second time', async () => {
    const swaps = faked('/proc/swaps', 'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority');
    // The real swapoff would ask for a swap file that isn't there; the faked one takes it away from the reading.
    const off = shadowed('swapoff', `umount /proc/swaps; mount --bind /run/slipway-lab/proc/swaps /proc/swaps`);
    const on =
      'printf "/swapfile file 2097148 0 -2\\n" > /run/slipway-lab/one; cat /proc/swaps /run/slipway-lab/one > /run/slipway-lab/two';
    const text = await during(
      [
        `cp -a /etc/fstab /run/slipway-lab-fstab; printf '/swapfile none swap sw 0 0\\n' >> /etc/fstab
${swaps[0]}\n${on}\numount /proc/swaps; mount --bind /run/slipway-lab/two /proc/swaps\n${off[0]}`,
        `${swaps[1]}\n${off[1]}
if [ -f /run/slipway-lab-fstab ]; then mv /run/slipway-lab-fstab /etc/fstab; fi; rm -f /etc/fstab.slipway`,
      ],
      async () => {
        expect(await outcomeOnLab(swapOff)).toMatchObject({ state: 'finding' });
        await fixOnLab('swap.off', labContext(), {});
        expect(await outcomeOnLab(swapOff)).toMatchObject({ state: 'passed' });
        return labSh('tail -n 1 /etc/fstab; tail -n 1 /etc/fstab.slipway');
      },
    );
    expect(text.trim().split('\n')).toEqual(['# slipway: /swapfile none swap sw 0 0', '/swapfile none swap sw 0 0']);
  });
});
