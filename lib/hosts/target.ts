/** How a person is let in on a host. Held in memory only while a connection is made. */
export type LoginSecret =
  | { kind: 'password'; password: string }
  | { kind: 'private-key'; privateKey: string; passphrase?: string };

/** A host key as accepted by a person: `type` as in the key (`ssh-ed25519`), `key` the base64 that OpenSSH prints. */
export type PinnedKey = { type: string; key: string };

/** Somewhere to sign in: a host, or a bastion on the way to it. */
export type HopTarget = {
  address: string;
  port: number;
  user: string;
  secret: LoginSecret;
  /** Keys that are accepted for this address and port on this way, of different types; empty: nobody has accepted one yet. */
  pinnedKeys: readonly PinnedKey[];
};

/** All that is needed to reach one host. */
export type HostTarget = HopTarget & {
  /** Name in the plan, for messages. */
  name: string;
  /** For a user whose sudo asks; without it the login's password is tried, if there is one. */
  sudoPassword?: string;
  /** Bastions on the way, in the order in which they are passed; absent: the console reaches the host itself. */
  via?: readonly HopTarget[];
};

/** What messages about this host may quote. */
export function valuesOf(target: Pick<HostTarget, 'name' | 'address' | 'port' | 'user'>): {
  host: string;
  address: string;
  port: number;
  user: string;
} {
  return { host: target.name, address: target.address, port: target.port, user: target.user };
}
