import type { PlanHost } from './schema';

/**
 * Where the console signs in. The same address is another machine behind another bastion: private networks repeat, so what
 * is known of a place is known by the way there as well.
 */
export type Place = {
  /** `wayOf` the bastions that are passed; '' when the console reaches it itself. */
  way: string;
  address: string;
  port: number;
};

/** Bastions in the order in which they are passed, `address:port` each, one space between; '' without any. */
export const wayOf = (hops: readonly { address: string; port: number }[] = []): string =>
  hops.map(({ address, port }) => `${address}:${port}`).join(' ');

export const placeOfHost = ({ address, ssh }: Pick<PlanHost, 'address' | 'ssh'>): Place => ({
  way: wayOf(ssh.via),
  address,
  port: ssh.port,
});

/** One text per place, to look it up by. */
export const placeKey = ({ way, address, port }: Place): string => `${way}>${address}:${port}`;
