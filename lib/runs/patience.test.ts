import { expect, it } from 'vitest';
import { defaultLimits } from './engine';
import { FakeHosts } from './fake-hosts';
import { HostFailure } from './hosts-port';
import { Patience } from './patience';

const limits = { ...defaultLimits, retryMs: { first: 5, longest: 20 } };

it('a step that is cancelled while its host is away does not end the waiting of the others', async () => {
  const hosts = new FakeHosts();
  hosts.away.add('n1');
  const patience = new Patience(hosts.open(), limits, () => {});
  const cancel = new AbortController();
  const other = new AbortController();
  const work = async () => {
    if (hosts.away.has('n1')) throw new HostFailure('unreachable', true, 'away');
    return 'done';
  };
  let probes = 0;
  let probed = () => {};
  const severalProbes = new Promise<void>((resolve) => {
    probed = resolve;
  });
  hosts.on = () => {
    probes += 1;
    if (probes === 3) probed();
  };
  const cancelled = expect(patience.with('n1', cancel.signal, work)).rejects.toThrow('by a person');
  const patient = patience.with('n1', other.signal, work);
  await severalProbes;
  cancel.abort(new Error('by a person'));
  await cancelled;
  hosts.away.delete('n1');
  expect(await patient).toBe('done');
});
