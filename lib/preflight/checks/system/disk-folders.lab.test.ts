import { afterAll, describe, expect, test } from 'vitest';
import { labWanted } from '@/lib/hosts/lab-target';
import { closeLab, labContext, outcomeOnLab } from '../../lab';
import { during, fixOnLab, shadowed } from '../testing-lab';
import { diskFolderChecks } from './disk-folders';

const [ftype, symlink, permission] = diskFolderChecks;

describe.runIf(labWanted && ftype && symlink && permission)('a lab host', { timeout: 60_000 }, () => {
  if (!ftype || !symlink || !permission) return;
  afterAll(closeLab);

  test('disk.xfs.ftype: faked reading: xfs without ftype blocks, without xfs_info it isn’t run', async () => {
    expect(await outcomeOnLab(ftype)).toMatchObject({ state: 'passed' });
    const onXfs = shadowed('df', '/usr/bin/df "$@" | sed -E "2,\\$ s/^(\\S+ +)\\S+/\\1xfs/"');
    const missing = await during(onXfs, () => outcomeOnLab(ftype));
    expect(missing).toMatchObject({ state: 'not-run', reason: 'tool-missing', values: { tool: 'xfs_info' } });
    const info = shadowed('xfs_info', '[ "$1" = / ] && echo "naming   =version 2   bsize=4096   ascii-ci=0 ftype=0"');
    const outcome = await during([`${onXfs[0]}\n${info[0]}`, `${onXfs[1]}\n${info[1]}`], () => outcomeOnLab(ftype));
    expect(outcome).toMatchObject({ severity: 'block', values: { type: 'xfs', ftype: '0' } });
  });

  test('disk.symlink: a linked /var/lib/containerd blocks', async () => {
    expect(await outcomeOnLab(symlink)).toMatchObject({ state: 'passed' });
    const outcome = await during(
      [
        'mkdir -p /var/tmp/slipway-lab-data; ln -s /var/tmp/slipway-lab-data /var/lib/containerd',
        'rm -f /var/lib/containerd; rm -rf /var/tmp/slipway-lab-data',
      ],
      () => outcomeOnLab(symlink),
    );
    expect(outcome).toMatchObject({
      severity: 'block',
      values: { links: '/var/lib/containerd → /var/tmp/slipway-lab-data' },
    });
  });

  test('disk.perm: a closed /opt blocks, and the fix opens it', async () => {
    const context = labContext();
    await during(['chmod 0750 /opt', 'chmod 0755 /opt'], async () => {
      const outcome = await outcomeOnLab(permission, context);
      expect(outcome).toMatchObject({ severity: 'block', values: { found: '/opt 750' } });
      await fixOnLab('disk.perm', context, outcome.values);
      expect(await outcomeOnLab(permission, context)).toMatchObject({ state: 'passed' });
    });
  });
});
