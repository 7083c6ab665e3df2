import { ApiClient } from '@/lib/kubernetes/api-client';
import { KubernetesApiError } from '@/lib/kubernetes/api-error';
import { hostsWithRole, internalAddressOf, type Plan } from '@/lib/plan/schema';
import { Latencies } from './latencies';
import type { ApiReading, ApiServer } from './readings';
import type { Seat } from './seat';

const deadlineMs = 5_000;
/** Answers that percentiles are of: five minutes of one server, asked every two seconds. */
const latenciesKept = 150;

type Way = { host: string; address: string; api: ApiClient };

/** Where clients of the API go: a virtual address or a load balancer; null when that is a control plane itself. */
export function apiAddress({ entry }: Plan): { address: string; port: number } | null {
  const { api, application } = entry;
  if (api.kind === 'host') return null;
  const at = api.kind === 'application-entry' ? (application.kind === 'none' ? null : application) : api;
  if (!at || at.address === '') return null;
  return { address: at.address, port: api.kind === 'load-balancer' ? api.port : 6443 };
}

/** Asks every API server for /readyz, and the address that clients use, over the cluster's network as the seat sees it. */
export class ApiAsker {
  readonly #seat: Seat;
  readonly #kubeconfig: string;
  readonly #places: { host: string; address: string; port: number }[];
  readonly #latencies = new Latencies(latenciesKept);
  #ways: Promise<Way[]> | null = null;

  constructor(seat: Seat, plan: Plan, kubeconfig: string) {
    this.#seat = seat;
    this.#kubeconfig = kubeconfig;
    const entry = apiAddress(plan);
    this.#places = [
      ...hostsWithRole(plan, 'control-plane').map((host) => ({
        host: host.name,
        address: internalAddressOf(host),
        port: 6443,
      })),
      ...(entry ? [{ host: '', ...entry }] : []),
    ];
  }

  /** @throws HostError when no control plane can be reached by SSH, so that nobody was asked */
  async ask(signal: AbortSignal): Promise<ApiReading> {
    await this.#seat.use(async () => {});
    this.#ways ??= Promise.all(this.#places.map((place) => this.#way(place)));
    const servers = await Promise.all((await this.#ways).map((way) => this.#askOne(way, signal)));
    // The seat itself was lost in the middle: what the others said says nothing.
    if (servers.every(({ ready }) => !ready)) await this.#seat.use(async () => {});
    return { servers, p50: this.#latencies.percentile(0.5), p99: this.#latencies.percentile(0.99) };
  }

  async close(): Promise<void> {
    const ways = await (this.#ways ?? []);
    await Promise.all(ways.map(({ api }) => api.close()));
  }

  async #way({ host, address, port }: { host: string; address: string; port: number }): Promise<Way> {
    const tunnel = () => this.#seat.to(address, port);
    return { host, address: `${address}:${port}`, api: await ApiClient.open({ kubeconfig: this.#kubeconfig, tunnel }) };
  }

  async #askOne({ host, address, api }: Way, signal: AbortSignal): Promise<ApiServer> {
    try {
      const { status, text, ms } = await api.ask('/readyz', { deadlineMs, signal });
      const ready = status === 200;
      if (ready && ms !== null) this.#latencies.add(ms);
      return { host, address, ready, found: ready ? '' : `HTTP ${status} ${text.slice(0, 200)}`.trim() };
    } catch (error) {
      return { host, address, ready: false, found: foundBy(error) };
    }
  }
}

/** What the network or TLS said; without it, what kind of silence that was. */
function foundBy(error: unknown): string {
  if (error instanceof KubernetesApiError) return String(error.values.found ?? error.code);
  return error instanceof Error ? error.message : String(error);
}
