import type { ObjectsReading } from '@/lib/kubernetes/objects-reading';
import type { RainbondState } from '@/lib/kubernetes/rainbond/state';
import { type Reading, unread } from './reading';

/** One API server, asked for /readyz over the cluster's own network. */
export type ApiServer = {
  /** The control plane's name; '' for the address that clients use. */
  host: string;
  address: string;
  ready: boolean;
  /** What it said instead of `ok`; '' when it is ready. */
  found: string;
};

/** `p50` and `p99` of /readyz on a connection that is open already, milliseconds, over the last minutes; null before two answers. */
export type ApiReading = { servers: ApiServer[]; p50: number | null; p99: number | null };

export type EtcdMember = {
  address: string;
  /** It answers, knows a leader and is no learner. */
  votes: boolean;
  learner: boolean;
  /** What it said of itself; '' when it votes. */
  found: string;
};

export type EntryPort = {
  port: number;
  open: boolean;
  /** Milliseconds until it was open; null while it isn't. */
  ms: number | null;
  found: string;
};
export type EntryReading = {
  address: string;
  ports: EntryPort[];
  /** Where it was asked from: '' is the console itself, else a host's name. */
  from: string;
};

/** Who holds a virtual address; `unasked` are hosts that could not be asked. */
export type VipReading = { address: string; holders: string[]; unasked: string[] };

export type ServiceReading = {
  address: string;
  /** `limited`: it answers, and can't be used as it should be: `found` says why. */
  state: 'up' | 'limited' | 'down';
  ms: number | null;
  found: string;
};

/** Bytes of the filesystem that the kubelet's data are on. */
export type DiskReading = Record<string, { used: number; of: number }>;

/** Everything that the capabilities are read from. */
export type Readings = {
  objects: Reading<ObjectsReading>;
  rainbond: Reading<RainbondState>;
  api: Reading<ApiReading>;
  etcd: Reading<EtcdMember[]>;
  entry: Reading<EntryReading>;
  vip: Reading<VipReading>;
  database: Reading<ServiceReading>;
  registry: Reading<ServiceReading>;
  nfs: Reading<ServiceReading>;
  disks: Reading<DiskReading>;
};

export function nothingRead(): Readings {
  return {
    objects: unread,
    rainbond: unread,
    api: unread,
    etcd: unread,
    entry: unread,
    vip: unread,
    database: unread,
    registry: unread,
    nfs: unread,
    disks: unread,
  };
}
