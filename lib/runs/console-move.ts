import type { RunView } from './view';

/** What a run of kind `migrate-console` was about, as its steps' titles carry it. */
export type ConsoleMove = {
  direction: 'move' | 'back';
  /** Name of the host on which the console's container is. */
  host: string;
  container: string;
  /** The folder of that host with the container's data. */
  dataFolder: string;
  /** Port of the console in the cluster, at the entry. */
  port: string;
  /** Where the console answers after the run. */
  url: string;
};

/** Port of a console that runs in Docker. */
const dockerPort = '7070';

/** Null for every other kind of run. */
export function consoleMoveOf({ kind, steps, hosts }: Pick<RunView, 'kind' | 'steps' | 'hosts'>): ConsoleMove | null {
  if (kind !== 'migrate-console') return null;
  const first = steps.find(({ action }) => action === 'console-backup' || action === 'console-start-old');
  const { container, dataFolder, port, address } = first?.title.values ?? {};
  if (!first || !container || !dataFolder || !port || !address) return null;
  const { host } = first;
  const back = first.action === 'console-start-old';
  const oldAddress = hosts.find(({ name }) => name === host)?.address ?? host;
  return {
    ...{ direction: back ? 'back' : 'move', host, container, dataFolder, port },
    url: back ? httpUrl(oldAddress, dockerPort) : httpUrl(address, port),
  };
}

function httpUrl(address: string, port: string): string {
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
}

/** The page that runs a console's move, filled in; a console that moved can go back, and one that went back can move. */
export function consoleMoveAddress(
  planId: string,
  { host, container, dataFolder, port }: Omit<ConsoleMove, 'direction' | 'url'>,
  direction: ConsoleMove['direction'],
): string {
  return `/plans/${planId}/console?${new URLSearchParams({ host, container, data: dataFolder, port, to: direction })}`;
}
