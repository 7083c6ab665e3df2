import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Page } from '@playwright/test';
import { labAddress, labDo, labHostName, labTarget } from '@/lib/hosts/lab-target';
import { newPlan } from '@/lib/plan/new-plan';
import { planSchema } from '@/lib/plan/schema';
import { runbookSha256 } from '@/lib/runbook/sha256';
import { stopQueue } from '@/lib/runs/queue';
import { createRun } from '@/lib/runs/runs';
import { createCredential } from '@/lib/store/credentials';
import { setDatabaseUrl } from '@/lib/store/database-url';
import { closeDb } from '@/lib/store/db';
import { acceptHostKey } from '@/lib/store/host-keys';
import { createPlan } from '@/lib/store/plans';
import { closePool, pool } from '@/lib/store/pool';
import { openCluster } from '@/lib/store/postgres/cluster';
import { freePort } from '@/lib/store/postgres/free-port';
import { findHome } from '@/lib/store/postgres/home';
import { browserOptions } from './parts/browser';
import { type CuttingProxy, cuttingProxy } from './parts/cutting-proxy';
import { allLines, liveMark, liveRunbook, quietLines } from './parts/live-runbook';

/**
 * `./slipway bench live`: how long a line takes from being written on a host to being in the page, through the real
 * engine, server and browser; whether any is lost or doubled over five cut connections; and memory. Needs root and
 * Linux for the lab host, whose clock is this machine's.
 *
 * A quiet line is in the page when its row is in the document and the picture with it has been made (the task after the
 * animation frame); a burst's line, of which a following reader sees every hundredth, at that moment of its batch.
 */
const cuts = 5;
let seenAtCut = quietLines;
const say = (text: string) => process.stderr.write(`${text}\n`);

const folder = mkdtempSync(path.join(tmpdir(), 'slipway-bench-live-'));
await chmod(folder, 0o755);
process.env.SLIPWAY_DATA = folder;
// A lab that somebody is using stays as it is.
const ownLab = execFileSync('lab/lab', ['status'], { encoding: 'utf8' }).trim() === '';
say('lab: one host');
labDo('up', '1');
labDo('ssh', labHostName(), `rm -f ${liveMark}`);
const cluster = await openCluster(await findHome(path.join(folder, 'database')));
setDatabaseUrl(cluster.url);
const port = await freePort();
const server = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
  env: { ...process.env, DATABASE_URL: cluster.url, SLIPWAY_PORT: String(port), SLIPWAY_HOST: '127.0.0.1' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const browser = await chromium.launch(browserOptions());
const proxy = await cuttingProxy(port);
let serverMb = 0;
const sampling = setInterval(() => {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1];
  serverMb = Math.max(serverMb, Number(kilobytes ?? 0) / 1024);
}, 500);
try {
  const token = await ownerToken();
  const page = await browser.newPage();
  const origin = `http://127.0.0.1:${proxy.port}`;
  await signIn(page, `${origin}/welcome#${token}`);
  const { planId, runId, number } = await startRun();
  const stored = untilStored(runId);
  // Asked for at the end; what fails before then is the error to see, not that the database went away under this one.
  stored.catch(() => {});
  // tsx wraps named functions in a call that only its own modules know.
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.addInitScript(measure);
  page.on('pageerror', (error) => say(`the page threw: ${error.message}`));
  await page.goto(`${origin}/plans/${planId}/runs/${number}`);
  say('quiet, then bursts');
  await until(page, quietLines);
  for (let cut = 1; cut <= cuts; cut += 1) {
    await streaming(proxy);
    const before = await grown(page);
    if (before >= allLines) throw new Error(`cut ${cut} came after all ${allLines} lines had: nothing was proved`);
    const hit = proxy.cut();
    if (hit === 0) throw new Error(`cut ${cut} hit no stream`);
    say(`cut ${cut}: after ${before} lines`);
  }
  await until(page, allLines);
  const heap = await (await page.context().newCDPSession(page)).send('Runtime.getHeapUsage');
  const seen = await page.evaluate(() => globalThis.slipwayBench?.seen ?? []);
  console.log(
    JSON.stringify({
      ...figures(seen),
      stored_per_s: await stored,
      server_mb: Math.round(serverMb),
      page_mb: Math.round(heap.usedSize / 2 ** 20),
    }),
  );
} finally {
  clearInterval(sampling);
  await browser.close();
  proxy.close();
  server.kill('SIGTERM');
  await stopQueue();
  await Promise.all([closeDb(), closePool()]);
  await cluster.stop();
  if (ownLab) labDo('down');
  await rm(folder, { recursive: true, force: true });
}

type Seen = { n: number; at: number; delay: number };
declare global {
  var slipwayBench: { seen: Seen[] } | undefined;
}

/** Runs in the page: takes each line's delay when its batch has been drawn. */
function measure(): void {
  const bench = { seen: [] as { n: number; at: number; delay: number }[] };
  type Fresh = { n: number; at: number };
  const drawn = (lines: Fresh[], seq: number, quiet: boolean): void => {
    requestAnimationFrame(() =>
      setTimeout(() => {
        if (quiet && !document.querySelector(`[data-seq="${seq}"]`)) return drawn(lines, seq, quiet);
        const now = Date.now();
        for (const { n, at } of lines) bench.seen.push({ n, at, delay: now - at });
      }),
    );
  };
  globalThis.slipwayBench = bench;
  let store: typeof globalThis.slipwayLog;
  Object.defineProperty(globalThis, 'slipwayLog', {
    configurable: true,
    get: () => store,
    set: (next: typeof store) => {
      store = next;
      if (!next) return;
      const append = next.append.bind(next);
      next.append = (batch) => {
        const before = next.lastSeq;
        const result = append(batch);
        const lines: Fresh[] = [];
        for (let seq = before + 1; seq <= next.lastSeq; seq += 1) {
          const [word, n, at] = next.text(seq).split(' ');
          if (word === 'live') lines.push({ n: Number(n), at: Number(at) * 1000 });
        }
        const quiet = lines.length > 0 && next.text(next.lastSeq).includes(' a quiet line ');
        if (lines.length > 0) drawn(lines, next.lastSeq, quiet);
        return result;
      };
    },
  });
}

async function until(page: Page, count: number): Promise<void> {
  await page.waitForFunction((wanted) => (globalThis.slipwayBench?.seen.length ?? 0) >= wanted, count, {
    timeout: 180_000,
    polling: 200,
  });
}

/** Waits for a line that was not there at the last cut: a page that only just came back has nothing to lose. */
async function grown(page: Page): Promise<number> {
  const seen = () => page.evaluate(() => globalThis.slipwayBench?.seen.length ?? 0);
  for (const deadline = Date.now() + 60_000; (await seen()) <= seenAtCut; await sleep(20)) {
    if (Date.now() > deadline) throw new Error(`no line came within 60 s after line ${seenAtCut}`);
  }
  seenAtCut = await seen();
  return seenAtCut;
}

/** Waits until the page has its stream back, so that each cut hits one. */
async function streaming(through: CuttingProxy): Promise<void> {
  for (const deadline = Date.now() + 15_000; through.streams() === 0; await sleep(20)) {
    if (Date.now() > deadline) throw new Error('the page did not come back within 15 s after a cut');
  }
}

/** Lines a second at which the bursts went into the database, from the first one's start until the last line is in. */
async function untilStored(runId: string): Promise<number> {
  const count = async () => {
    const { rows } = await pool().query<{ last_seq: number }>('SELECT last_seq FROM run WHERE id = $1', [runId]);
    return Number(rows[0]?.last_seq ?? 0);
  };
  while ((await count()) <= quietLines) await sleep(100);
  const begun = Date.now();
  const before = await count();
  while ((await count()) < allLines) await sleep(100);
  return Math.round(((allLines - before) / (Date.now() - begun)) * 1000);
}

function figures(seen: Seen[]) {
  const percentile = (lines: Seen[], share: number) => {
    const delays = lines.map(({ delay }) => delay).toSorted((a, b) => a - b);
    return Math.round(delays[Math.min(delays.length - 1, Math.floor(delays.length * share))] ?? Number.NaN);
  };
  // Lines from before the page was open wait for it, not on their way.
  const opened = seen.reduce((first, { at, delay }) => Math.min(first, at + delay), Number.POSITIVE_INFINITY);
  const quiet = seen.filter(({ n, at }) => n <= quietLines && at > opened);
  const burst = seen.filter(({ n }) => n > quietLines);
  const distinct = new Set(seen.map(({ n }) => n)).size;
  return {
    quiet_lines: quiet.length,
    p50_ms: percentile(quiet, 0.5),
    p95_ms: percentile(quiet, 0.95),
    burst_p50_ms: percentile(burst, 0.5),
    burst_p95_ms: percentile(burst, 0.95),
    lines: distinct,
    lost: allLines - distinct,
    doubled: seen.length - distinct,
    reconnects: cuts,
  };
}

async function ownerToken(): Promise<string> {
  for await (const line of createInterface({ input: server.stdout })) {
    const token = /\/welcome#(\S+)/.exec(line)?.[1];
    if (token) return token;
  }
  throw new Error('the console ended before it printed the link for the owner: see above why');
}

async function signIn(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.locator('input[name=name]').fill('Bench');
  await page.locator('input[name=email]').fill('bench@example.com');
  for (const input of await page.locator('input[type=password]').all()) await input.fill('bench-live-password-1');
  await page.locator('button[type=submit]').click();
  await page.waitForURL((url) => url.pathname === '/plans');
}

async function startRun(): Promise<{ planId: string; runId: string; number: number }> {
  const { rows } = await pool().query<{ id: string }>('SELECT id FROM "user" LIMIT 1');
  const user = { id: rows[0]?.id ?? '' };
  const host = labHostName();
  const address = labAddress(host);
  const { secret, pinnedKeys } = labTarget('root');
  const [pinnedKey] = pinnedKeys;
  const made = await createCredential({ name: 'lab', secret });
  if (!('credential' in made)) throw new Error(`the lab's key was refused: ${made.problem}`);
  if (!pinnedKey) throw new Error('the lab host has no key');
  await acceptHostKey({ way: '', address, port: 22 }, pinnedKey, user.id);
  const document = planSchema.parse({
    ...newPlan('bench-live'),
    hosts: [{ name: host, address, ssh: { credential: made.credential.id }, roles: ['worker'] }],
  });
  const { planId, revision } = await createPlan({ document, userId: user.id });
  const runbook = liveRunbook(host, address);
  const sha256 = runbookSha256(runbook);
  return { planId, ...(await createRun({ planId, kind: 'install', planRevision: revision, runbook, sha256, user })) };
}
