import { request } from 'node:http';

/** Something that answers through the entry. `good` says whether a body is its own: a gateway may answer 200 for somebody else. */
export type Polled = { name: string; url: string; host?: string; good: (body: string) => boolean };
/** One request: when it was sent and answered or given up, ms since the epoch, and whether the answer was good. */
export type Sample = { sent: number; ended: number; good: boolean };

/** ms between two requests, and how long one may take: as a person with a browser that gives up. */
const everyMs = 100;
const timeoutMs = 2_000;

/** Each request on a connection of its own: one that is kept would go on to a host that others can't reach any more. */
function ask({ url, host, good }: Polled): Promise<Sample> {
  const sent = Date.now();
  return new Promise((resolve) => {
    const end = (answer: boolean) => resolve({ sent, ended: Date.now(), good: answer });
    const asked = request(
      url,
      { agent: false, headers: host ? { host } : {}, signal: AbortSignal.timeout(timeoutMs) },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (text: string) => {
          body += text;
        });
        response.on('end', () => end(response.statusCode === 200 && good(body)));
        response.on('error', () => end(false));
      },
    );
    asked.on('error', () => end(false));
    asked.end();
  });
}

export type Polling = { samples: Record<string, Sample[]>; stop: () => Promise<Record<string, Sample[]>> };

/** Ten requests a second to each, until `stop`; which waits for the answers that are under way. */
export function startPolling(targets: Polled[]): Polling {
  const samples: Record<string, Sample[]> = Object.fromEntries(targets.map(({ name }) => [name, []]));
  const underWay = new Set<Promise<void>>();
  const timer = setInterval(() => {
    for (const target of targets) {
      const one = ask(target).then((sample) => {
        samples[target.name]?.push(sample);
        underWay.delete(one);
      });
      underWay.add(one);
    }
  }, everyMs);
  return {
    samples,
    stop: async () => {
      clearInterval(timer);
      await Promise.all(underWay);
      return samples;
    },
  };
}

/**
 * ms from the failure to the first good answer after the last bad one; 0 when nothing failed, null when it never came back. Requests
 * are taken in the order in which they were sent: of those after the last bad one, a later one may be answered sooner.
 */
export function outageMs(samples: Sample[], failedAt: number): number | null {
  const after = samples.filter(({ sent }) => sent >= failedAt - timeoutMs).toSorted((a, b) => a.sent - b.sent);
  const lastBad = after.findLastIndex(({ good }) => !good);
  if (lastBad === -1) return 0;
  const back = after.slice(lastBad + 1).map(({ ended }) => ended);
  return back.length === 0 ? null : Math.max(0, Math.min(...back) - failedAt);
}
