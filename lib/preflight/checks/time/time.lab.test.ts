import { afterAll, describe, expect, test } from 'vitest';
import { labWanted } from '@/lib/hosts/lab-target';
import { closeLab, labContext, labSh, outcomeOnLab, readOnLab } from '../../lab';
import { all, type Condition, during, fixOnLab, shadowed, unit } from '../testing-lab';
import { timeSync } from './time-sync';
import { timeZone } from './time-zone';

describe.runIf(labWanted)('a lab host', { timeout: 60_000 }, () => {
  afterAll(closeLab);
  const context = labContext();
  const [first, second] = context.plan.hosts;
  if (!first || !second) throw new Error('two hosts are needed');

  test('time.sync: the lab’s clock, which nothing keeps, blocks', async () => {
    expect(await outcomeOnLab(timeSync, context)).toMatchObject({
      severity: 'block',
      values: { state: 'alone', by: 'nobody' },
    });
  });

  test('time.sync: a unit ntpsec.service that rests is started by the fix, and warns while it has no server', async () => {
    await during(unit('ntpsec.service'), async () => {
      await labSh('systemctl disable --now --quiet ntpsec.service');
      const outcome = await outcomeOnLab(timeSync, context);
      expect(outcome).toMatchObject({ severity: 'block', values: { unit: 'ntpsec' } });
      await fixOnLab('time.sync', context, outcome.values);
      expect(await outcomeOnLab(timeSync, context)).toMatchObject({
        severity: 'warn',
        values: { state: 'searching', unit: 'ntpsec' },
      });
    });
  });

  test('time.sync: faked reading: 0.7 s off blocks, although it is synchronised', async () => {
    const tracking = '0A000001,10.0.0.1,3,1732737001.5,0.700000000,0.1,0.1,-12.3,0.0,0.0,0.001,0.0003,64.5,Normal';
    const daemon: Condition = [
      'mkdir -p /run/slipway-lab; cp /bin/sleep /run/slipway-lab/chronyd; systemd-run --quiet --property Type=exec --unit slipway-lab-chronyd /run/slipway-lab/chronyd 300',
      'systemctl stop slipway-lab-chronyd 2>/dev/null || true; rm -rf /run/slipway-lab',
    ];
    const outcome = await during(all(daemon, shadowed('chronyc', `echo ${tracking}`)), () =>
      outcomeOnLab(timeSync, context),
    );
    expect(outcome).toMatchObject({ severity: 'block', values: { state: 'off', offset: 700 } });
  });

  test('time.zone: one of two hosts in Shanghai warns', async () => {
    const look = async () => {
      const readings = new Map([
        [first.name, await readOnLab(timeZone, first, context)],
        [second.name, await readOnLab(timeZone, second, context)],
      ]);
      return timeZone.judge(readings, context);
    };
    expect([...(await look()).values()].map(({ state }) => state)).toEqual(['passed', 'passed']);
    const shanghai: Condition = [
      'cp -P /etc/localtime /etc/localtime.slipway-lab; ln -sf /usr/share/zoneinfo/Asia/Shanghai /etc/localtime',
      'if [ -L /etc/localtime.slipway-lab ]; then mv -T /etc/localtime.slipway-lab /etc/localtime; fi',
    ];
    const outcomes = await during(shanghai, look, second.name);
    expect(outcomes.get(first.name)).toMatchObject({ state: 'passed' });
    expect(outcomes.get(second.name)).toMatchObject({
      severity: 'warn',
      values: { zone: 'Asia/Shanghai', usual: 'UTC' },
    });
  });
});
