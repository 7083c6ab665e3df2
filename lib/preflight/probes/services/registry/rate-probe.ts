import type { PlanHost } from '@/lib/plan/schema';
import { notRun, type Outcome } from '../../../check';
import type { Probe, ProbeSession } from '../../../probe';
import { answer, onEach, type Say } from '../answer';
import { NoConnection } from '../reach';
import { usesRegistry } from '../users';
import { registryRateChecks, repositoryOf } from './checks';
import { RegistryClient } from './client';
import { baseOf, type External, loginOf, proven, trusted } from './connect';
import { mayDelete, RegistryRefusal, scopeOf, sha256, startUpload, withDigest } from './image';
import { judgeRate } from './judge';
import { parseTransfer, type Transfer, transferBlob, transferBytes, transferScript } from './transfer-script';

const cleanUpMs = 10_000;

/** How fast a layer goes to the registry and comes back, one host at a time: together they would share its network. */
export const registryRateProbe: Probe = {
  id: 'registry-rate',
  checks: registryRateChecks,
  deadlineSeconds: 90,
  stage: 3,
  run: async (session) => {
    const { registry } = session.context.plan;
    if (registry.kind !== 'external' || !registry.address) return;
    const hosts = session.hosts.filter((host) => usesRegistry(session.context, host));
    await onEach(session, hosts, 1, (host) => {
      const ids = registryRateChecks.filter((check) => check.appliesTo(session.context, host)).map(({ id }) => id);
      return answer(session, host, ids, (say) => measure(session, host, registry, ids, say));
    });
  },
};

async function measure(
  session: ProbeSession,
  host: PlanHost,
  registry: External,
  ids: string[],
  say: Say,
): Promise<string | null> {
  const { signal } = session;
  const base = baseOf(registry);
  const login = await loginOf(session, registry);
  if (login === 'missing') return 'registry.login';
  const ca = await trusted(session, host, registry);
  const client = new RegistryClient(base, proven(session, host, ca), login);
  const repository = repositoryOf(registry.namespace);
  const scope = scopeOf(repository);
  const blob = transferBlob(`${session.nonce}-${host.name}`);
  const path = `/v2/${repository}/blobs/${sha256(blob)}`;
  const transfer = (where: string, lines: string[], nonce: string | null) =>
    onHost(session, host, { client, where, ca: base.protocol === 'https:' ? ca : '', lines, nonce, scope });
  try {
    if ((await mayDelete(client, repository, session.nonce, signal)) !== 'yes') return 'registry.delete';
    const upload = withDigest(await startUpload(client, `/v2/${repository}`, scope, signal), sha256(blob));
    const pushed = await transfer(
      `PUT ${upload}`,
      [`Content-Length: ${transferBytes}`, 'Content-Type: application/octet-stream'],
      `${session.nonce}-${host.name}`,
    );
    if (ids.includes('registry.push-rate')) say('registry.push-rate', judge(pushed, 201, transferBytes));
    if (pushed.status !== 201) return 'registry.push-rate';
    // Registries on object storage send clients there.
    const found = await client.ask('HEAD', path, { scope }, signal);
    const from = found.status >= 300 && found.status < 400 ? (found.headers.location ?? path) : path;
    say('registry.pull-rate', judge(await transfer(`GET ${from}`, [], null), 200, transferBytes));
    return null;
  } catch (error) {
    if (error instanceof NoConnection) return 'registry.reach';
    if (error instanceof RegistryRefusal) return 'registry.push';
    throw error;
  } finally {
    await client.ask('DELETE', path, { scope }, AbortSignal.timeout(cleanUpMs)).catch(() => {});
  }
}

type Failed = { status: number; outcome: Outcome };

function judge(transfer: Transfer | Failed, wanted: number, bytes: number): Outcome {
  if ('outcome' in transfer) return transfer.outcome;
  return transfer.status === wanted && (wanted === 201 || transfer.bytes >= bytes)
    ? judgeRate(bytes, transfer.ns)
    : notRun('unreadable', { found: `HTTP ${transfer.status}, ${transfer.bytes} bytes` });
}

async function onHost(
  session: ProbeSession,
  host: PlanHost,
  asked: {
    client: RegistryClient;
    /** Method and URL or path. */
    where: string;
    ca: string;
    lines: string[];
    nonce: string | null;
    scope: string;
  },
): Promise<Transfer | Failed> {
  const [method = 'GET', where = ''] = asked.where.split(' ');
  const url = new URL(where, asked.client.base);
  const authorization = asked.client.headerFor(where, asked.scope);
  const headers = [
    `${method} ${url.pathname}${url.search} HTTP/1.1`,
    `Host: ${url.host}`,
    'Connection: close',
    ...(authorization ? [`Authorization: ${authorization}`] : []),
    ...asked.lines,
  ];
  const end = await session.on(host).run(transferScript(url, asked.ca, asked.nonce), {
    stdin: headers.join('\r\n'),
    deadlineMs: 30_000,
    signal: session.signal,
  });
  if (end.exitCode === 42) return { status: 0, outcome: notRun('tool-missing', { tool: 'openssl' }) };
  const transfer = parseTransfer(end.stdout);
  if (transfer) return transfer;
  return { status: 0, outcome: notRun('unreadable', { found: (end.stdout || end.stderr).trim().slice(0, 200) }) };
}
