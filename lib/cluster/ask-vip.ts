import { quote } from '@/lib/text/quote';
import type { VipReading } from './readings';
import type { Seat } from './seat';

/** bash: prints `held` when one of the host's interfaces has the address. */
export const vipScript = (address: string): string =>
  `ip -o -4 addr show | grep -qF ${quote(` inet ${address}/`)} && echo held; true`;

/** Asks each host that may hold the address. @throws when none could be asked */
export async function askVip(seat: Seat, address: string, hosts: string[], signal: AbortSignal): Promise<VipReading> {
  const asked = await Promise.allSettled(
    hosts.map((host) =>
      seat.on(host, (connection) => connection.must(vipScript(address), { deadlineMs: 5_000, signal })),
    ),
  );
  const failed = asked.find((each) => each.status === 'rejected');
  if (failed && asked.every(({ status }) => status === 'rejected')) throw failed.reason;
  const of = (wanted: (each: PromiseSettledResult<string> | undefined) => boolean) =>
    hosts.filter((_, index) => wanted(asked[index]));
  return {
    address,
    holders: of((each) => each?.status === 'fulfilled' && each.value.trim() === 'held'),
    unasked: of((each) => each?.status === 'rejected'),
  };
}
