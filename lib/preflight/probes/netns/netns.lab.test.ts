import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { labHosts, labWanted } from '@/lib/hosts/lab-target';
import { closeLab, labContext, labSh, onLab, runProbeOnLab } from '../../lab';
import { netnsProbe } from './netns';

const [first = '', second = ''] = labHosts();
const traces = () =>
  labSh("ip -o link; ip netns; ip route; ls /run/netns 2>/dev/null; pgrep -fc '[s]lipway' || true", first);

describe.runIf(labWanted)('on lab hosts', { timeout: 60_000 }, () => {
  beforeAll(() => Promise.all(labHosts().map((host) => onLab(host))));
  afterAll(closeLab);

  test('netns.podsvc: two namespaces talk through the host, and nothing stays behind', async () => {
    const before = await traces();
    const said = await runProbeOnLab(netnsProbe, labContext());
    for (const host of labHosts())
      expect(said.of('netns.podsvc', host)).toMatchObject({ state: 'passed', values: { tried: 4, failed: 0 } });
    expect(await traces()).toBe(before);
  });

  test('netns.podsvc: a rule against forwarding pods is told, on its host alone', async () => {
    await labSh('ip rule add to 10.244.0.0/16 prohibit pref 10', first);
    try {
      const said = await runProbeOnLab(netnsProbe, labContext());
      expect(said.of('netns.podsvc', first)).toMatchObject({ severity: 'block', values: { tried: 4, failed: 4 } });
      expect(said.of('netns.podsvc', second)).toMatchObject({ state: 'passed' });
    } finally {
      await labSh('ip rule del pref 10', first);
    }
  });

  test('netns.podsvc: cut off in the middle it cleans up by itself', async () => {
    const before = await traces();
    await labSh('ip rule add to 10.244.0.0/16 prohibit pref 10', first);
    try {
      const stop = new AbortController();
      setTimeout(() => stop.abort(), 2000);
      await runProbeOnLab(netnsProbe, labContext(), { signal: stop.signal }).catch(() => {});
    } finally {
      await labSh('ip rule del pref 10', first);
    }
    await expect.poll(traces, { timeout: 30_000, interval: 1000 }).toBe(before);
  });
});
