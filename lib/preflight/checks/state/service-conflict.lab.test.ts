import { afterAll, describe, expect, test } from 'vitest';
import { labWanted } from '@/lib/hosts/lab-target';
import { closeLab, labContext, labSh, outcomeOnLab } from '../../lab';
import { all, type Condition, during, fixOnLab, unit } from '../testing-lab';
import { serviceConflicts } from './service-conflict';

const [runtime, firewall, networkManager, cloud] = serviceConflicts;

describe.runIf(labWanted)('a lab host', { timeout: 60_000 }, () => {
  if (!runtime || !firewall || !networkManager || !cloud) return;
  afterAll(closeLab);
  const context = labContext();

  test('service.conflict.runtime: a unit docker.service is told, and the fix stops and disables it', async () => {
    await during(unit('docker.service'), async () => {
      const outcome = await outcomeOnLab(runtime, context);
      expect(outcome).toMatchObject({ severity: 'warn', values: { units: 'docker.service', containers: 0 } });
      await fixOnLab('service.conflict.runtime', context, outcome.values);
      expect(await outcomeOnLab(runtime, context)).toMatchObject({ state: 'passed' });
      expect(await labSh('systemctl is-enabled docker.service || true')).toBe('disabled\n');
    });
  });

  test('service.conflict.runtime: a Docker with a container is left running', async () => {
    const task: Condition = [
      'mkdir -p /run/containerd/io.containerd.runtime.v2.task/moby/0a1b',
      'rm -rf /run/containerd',
    ];
    await during(all(unit('docker.service'), task), async () => {
      const outcome = await outcomeOnLab(runtime, context);
      expect(outcome).toMatchObject({ values: { containers: 1 } });
      await expect(fixOnLab('service.conflict.runtime', context, outcome.values)).rejects.toThrow('nothing to fix');
      await expect(fixOnLab('service.conflict.runtime', context, { containers: 0 })).rejects.toMatchObject({
        stderr: expect.stringContaining('nothing is stopped'),
      });
      expect(await labSh('systemctl is-active docker.service')).toBe('active\n');
    });
  });

  test('service.conflict.firewall: a unit firewalld.service warns on Debian, and the fix stops it', async () => {
    await during(unit('firewalld.service'), async () => {
      const outcome = await outcomeOnLab(firewall, context);
      expect(outcome).toMatchObject({ severity: 'warn', values: { units: 'firewalld' } });
      await fixOnLab('service.conflict.firewall', context, outcome.values);
      expect(await outcomeOnLab(firewall, context)).toMatchObject({ state: 'passed' });
    });
  });

  test('service.conflict.networkmanager: the fix writes what it leaves alone, and reloads it', async () => {
    const manager: Condition = [
      `printf '[Service]\\nExecStart=/bin/sleep 600\\nExecReload=/bin/touch /run/slipway-lab-reloaded\\n' > /etc/systemd/system/NetworkManager.service
systemctl daemon-reload; systemctl start NetworkManager`,
      `systemctl stop NetworkManager 2>/dev/null || true; rm -rf /etc/systemd/system/NetworkManager.service /etc/NetworkManager /run/slipway-lab-reloaded; systemctl daemon-reload`,
    ];
    await during(manager, async () => {
      const outcome = await outcomeOnLab(networkManager, context);
      expect(outcome).toMatchObject({ severity: 'warn', values: { count: 3 } });
      await fixOnLab('service.conflict.networkmanager', context, outcome.values);
      expect(await outcomeOnLab(networkManager, context)).toMatchObject({ state: 'passed', values: { active: 'yes' } });
      await labSh('test -e /run/slipway-lab-reloaded');
    });
  });

  test('service.conflict.cloud: a unit nm-cloud-setup.service blocks, and the fix stops it', async () => {
    await during(all(unit('nm-cloud-setup.service'), unit('nm-cloud-setup.timer')), async () => {
      const outcome = await outcomeOnLab(cloud, context);
      expect(outcome).toMatchObject({ severity: 'block' });
      await fixOnLab('service.conflict.cloud', context, outcome.values);
      expect(await outcomeOnLab(cloud, context)).toMatchObject({ state: 'passed' });
    });
  });
});
