import type { Line } from '../prober/prober';

/** What a question to a port came to, in words that texts select on. */
export const portStates = [
  'ok',
  /** Nobody listens, or a firewall rejects with a reset. */
  'refused',
  /** Nothing came back: a firewall drops. */
  'timedOut',
  'reset',
  /** A firewall or a router says that it isn't allowed, or that there is no way. */
  'prohibited',
  /** It was accepted and closed without a word. */
  'closed',
  /** It was accepted, and then nothing. */
  'silent',
  /** Somebody else answered. */
  'wrong',
  /** Another host of the plan answered. */
  'other',
] as const;
export type PortState = (typeof portStates)[number];

export type PortAnswer = {
  protocol: 'tcp' | 'udp';
  port: number;
  state: PortState;
  /** Of `wrong`: the first bytes in hex; of `other`: that host's index. */
  detail: string;
  /** UDP: questions and answers. */
  sent: number;
  received: number;
};

/** Round trips in ms; the last three are absent when nothing came back. */
export type Ping = { sent: number; received: number; least?: number; average?: number; most?: number };
/** Of the quickest exchange: its round trip less the answerer's time, and the peer's clock minus ours, both in ms. */
export type ClockReading = { delayMs: number; offsetMs: number };
export type ArpAnswer = { state: 'heard' | 'no-arp' | 'no-interface'; macs: string[] };

/** What one host's prober has found. Peers by their index in the plan; MACs in lower case with colons. */
export type Measured = {
  nics: Map<string, { mac: string; mtu: number }>;
  addresses: { nic: string; address: string; prefix: number }[];
  /** `tcp/6443`: `ok`, or why it can't be listened on: EADDRINUSE, EADDRNOTAVAIL, … */
  bound: Map<string, string>;
  pings: Map<number, Ping>;
  ports: Map<number, PortAnswer[]>;
  clocks: Map<number, ClockReading>;
  /** `nic`: of the interface towards the peer; `path`: the largest packet that passed whole, 0 when none did. */
  paths: Map<number, { nic: number; path: number }>;
  /** By the question's tag. */
  arp: Map<string, ArpAnswer>;
  adverts: { nic: string; source: string; hex: string }[];
  /** Interfaces that were listened on to the end. */
  listened: Set<string>;
  /** Bytes that reached a peer, and in how many seconds. */
  streams: Map<number, { state: 'ok'; bytes: number; seconds: number } | { state: 'failed'; found: string }>;
};

export function nothingMeasured(): Measured {
  return {
    nics: new Map(),
    addresses: [],
    bound: new Map(),
    pings: new Map(),
    ports: new Map(),
    clocks: new Map(),
    paths: new Map(),
    arp: new Map(),
    adverts: [],
    listened: new Set(),
    streams: new Map(),
  };
}

const states: Record<string, PortState> = {
  ok: 'ok',
  ECONNREFUSED: 'refused',
  'timed-out': 'timedOut',
  ETIMEDOUT: 'timedOut',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  closed: 'closed',
  silent: 'silent',
  wrong: 'wrong',
  other: 'other',
};

/** An errno that isn't in the table (EHOSTUNREACH, ENETUNREACH, EACCES, EPERM) says that the kernel won't, or was told not to. */
const stateOf = (word = ''): PortState => states[word] ?? 'prohibited';

/** Adds what lines of the prober say; a later line of the same kind and peer replaces an earlier one. */
export function addLines(measured: Measured, lines: Line[]): void {
  for (const [word, first = '', second = '', third = '', ...rest] of lines) {
    const peer = Number(first);
    if (word === 'nic') measured.nics.set(first, { mac: third, mtu: Number(rest[0]) });
    else if (word === 'addr') measured.addresses.push({ nic: first, address: second, prefix: Number(third) });
    else if (word === 'bound') measured.bound.set(`${first}/${second}`, third);
    else if (word === 'ping') measured.pings.set(peer, pingOf(second, third, rest));
    else if (word === 'tcp' || word === 'udp') {
      const tcp = word === 'tcp';
      const answer: PortAnswer = {
        protocol: word,
        port: Number(second),
        state: stateOf(tcp ? third : rest[1]),
        detail: (tcp ? rest[0] : rest[2]) ?? '',
        sent: tcp ? 1 : Number(third),
        received: tcp ? (third === 'ok' ? 1 : 0) : Number(rest[0]),
      };
      const others = (measured.ports.get(peer) ?? []).filter(
        (one) => one.protocol !== word || one.port !== answer.port,
      );
      measured.ports.set(peer, [...others, answer]);
    } else if (word === 'time') {
      const clock = { delayMs: Number(second), offsetMs: Number(third) };
      // The quickest exchange of all rounds.
      if (clock.delayMs < (measured.clocks.get(peer)?.delayMs ?? Number.POSITIVE_INFINITY))
        measured.clocks.set(peer, clock);
    } else if (word === 'mtu') measured.paths.set(peer, { nic: Number(second), path: Number(third) });
    else if (word === 'arp') measured.arp.set(first, { state: third as ArpAnswer['state'], macs: rest });
    else if (word === 'vrrp' && second === 'heard')
      measured.adverts.push({ nic: first, source: third, hex: rest[0] ?? '' });
    else if (word === 'vrrp' && second === 'listened') measured.listened.add(first);
    else if (word === 'stream') {
      const [seconds = ''] = rest;
      measured.streams.set(
        peer,
        second === 'ok'
          ? { state: 'ok', bytes: Number(third), seconds: Number(seconds) }
          : { state: 'failed', found: second },
      );
    }
  }
}

function pingOf(sent: string, received: string, times: string[]): Ping {
  const [least, average, most] = times.map(Number);
  return {
    sent: Number(sent),
    received: Number(received),
    ...(least === undefined ? {} : { least, average, most }),
  };
}
