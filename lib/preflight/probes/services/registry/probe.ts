import type { PlanHost } from '@/lib/plan/schema';
import { finding, notRun, type Outcome, passed } from '../../../check';
import type { Probe, ProbeSession } from '../../../probe';
import { answer, onEach, type Say, textOf } from '../answer';
import { httpOver } from '../http-over';
import { NoConnection } from '../reach';
import { usesRegistry } from '../users';
import { registryChecks, repositoryOf } from './checks';
import { RegistryClient } from './client';
import { baseOf, type External, loginOf, plain, proven, tls, trusted } from './connect';
import { deleteLeftovers, mayDelete, RegistryRefusal, scopeOf, startUpload, TestImage, tagOf } from './image';
import { judgeTls } from './judge';

/** Milliseconds for taking away what was pushed, when everything else was cut off already. */
const cleanUpMs = 10_000;

/** The registry that the plan names: an image is pushed, pulled by digest and deleted, from each host that pulls. */
export const registryProbe: Probe = {
  id: 'registry',
  checks: registryChecks,
  deadlineSeconds: 60,
  stage: 2,
  run: async (session) => {
    const { registry } = session.context.plan;
    if (registry.kind !== 'external') return;
    const hosts = session.hosts.filter((host) => usesRegistry(session.context, host));
    await onEach(session, hosts, 6, (host, index) => {
      const ids = registryChecks.filter((check) => check.appliesTo(session.context, host)).map(({ id }) => id);
      return answer(session, host, ids, (say) => look(session, host, index, registry, say));
    });
  },
};

async function look(
  session: ProbeSession,
  host: PlanHost,
  index: number,
  registry: External,
  say: Say,
): Promise<string | null> {
  if (!registry.address) {
    say('registry.reach', notRun('incomplete', { what: 'address' }));
    return 'registry.reach';
  }
  const base = baseOf(registry);
  try {
    (await plain(session, host)(base, session.signal)).destroy();
  } catch (error) {
    if (!(error instanceof NoConnection)) throw error;
    say('registry.reach', finding('block', { where: base.host, found: error.found }));
    return 'registry.reach';
  }
  say('registry.reach', passed({ where: base.host, found: 'none' }));

  const ca = await trusted(session, host, registry);
  const scheme =
    registry.scheme === 'https'
      ? await overTls(session, host, registry, ca, say)
      : await overHttp(session, host, registry, ca);
  say('registry.scheme', scheme.outcome);
  if (scheme.failed) return scheme.failed;

  const login = await loginOf(session, registry);
  if (login === 'missing') {
    say('registry.login', notRun('incomplete', { what: 'credential' }));
    return 'registry.login';
  }
  const client = new RegistryClient(base, proven(session, host, ca), login);
  const user = login?.user ?? 'anonymous';
  const hello = await client.ask('GET', '/v2/', {}, session.signal);
  const loginValues = { user, where: base.host, status: hello.status };
  if (hello.status !== 200) {
    say('registry.login', finding('block', loginValues));
    return 'registry.login';
  }
  say('registry.login', passed(loginValues));
  return proveImages(client, session, index, registry, say);
}

type SchemeAnswer = { outcome: Outcome; failed: string | null };

async function overTls(
  session: ProbeSession,
  host: PlanHost,
  registry: External,
  ca: string,
  say: Say,
): Promise<SchemeAnswer> {
  const base = baseOf(registry);
  try {
    const { socket, ...seen } = await tls(await plain(session, host)(base, session.signal), base, ca, session.signal);
    socket.destroy();
    const outcome = judgeTls(seen, base.hostname, registry.ca ? 'given' : 'host', Date.now());
    say('registry.tls', outcome);
    const blocked = outcome.state === 'finding' && outcome.severity === 'block';
    return { outcome: passed({ planned: 'https', found: 'https' }), failed: blocked ? 'registry.tls' : null };
  } catch (error) {
    if (error instanceof NoConnection) throw error;
    const spoken = (await speaksHttp(session, host, base)) ? 'http' : textOf(error);
    return { outcome: finding('block', { planned: 'https', found: spoken }), failed: 'registry.scheme' };
  }
}

async function overHttp(session: ProbeSession, host: PlanHost, registry: External, ca: string): Promise<SchemeAnswer> {
  const base = baseOf(registry);
  if (await speaksHttp(session, host, base)) {
    return { outcome: passed({ planned: 'http', found: 'http' }), failed: null };
  }
  let found = 'none';
  try {
    (await tls(await plain(session, host)(base, session.signal), base, ca, session.signal)).socket.destroy();
    found = 'https';
  } catch (error) {
    found = textOf(error);
  }
  return { outcome: finding('block', { planned: 'http', found }), failed: 'registry.scheme' };
}

/** Servers that speak TLS answer plain HTTP with 400, with rubbish, or not at all; some lead to where they speak it. */
async function speaksHttp(session: ProbeSession, host: PlanHost, base: URL): Promise<boolean> {
  try {
    const stream = await plain(session, host)(base, session.signal);
    const asked = { method: 'GET', path: '/v2/', host: base.host };
    const { status, headers } = await httpOver(stream, asked, session.signal);
    return status !== 400 && !headers.location?.startsWith('https:');
  } catch {
    return false;
  }
}

/**
 * Nothing of ours may stay: whether deleting is allowed is known before anything is pushed. Where it isn't, an upload is begun and
 * taken back, which registries allow all the same.
 */
async function proveImages(
  client: RegistryClient,
  session: ProbeSession,
  index: number,
  registry: External,
  say: Say,
): Promise<string | null> {
  const { signal } = session;
  const repository = repositoryOf(registry.namespace);
  const refused = (check: string, error: unknown): string => {
    if (!(error instanceof RegistryRefusal)) throw error;
    say(check, finding('block', { repository, found: error.message, how: 'image' }));
    return check;
  };
  const deleting = await mayDelete(client, repository, session.nonce, signal);
  if (deleting !== 'yes') {
    say('registry.delete', finding('warn', { repository, problem: deleting, found: 'none' }));
    try {
      const upload = await startUpload(client, `/v2/${repository}`, scopeOf(repository), signal);
      const scope = scopeOf(repository);
      const back = await client.ask('DELETE', upload, { scope }, AbortSignal.timeout(cleanUpMs));
      if (back.status !== 204 && back.status !== 404) throw new RegistryRefusal('DELETE blobs/uploads', back);
      say('registry.push', passed({ repository, found: 'none', how: 'upload' }));
    } catch (error) {
      refused('registry.push', error);
    }
    return 'registry.delete';
  }
  await deleteLeftovers(client, repository, signal);
  const image = new TestImage(client, repository, tagOf(Date.now(), session.nonce, index));
  let doing = 'registry.push';
  let failed: string | null = null;
  try {
    await image.push(signal);
    say('registry.push', passed({ repository, found: 'none', how: 'image' }));
    doing = 'registry.pull';
    await image.pull(signal);
    say('registry.pull', passed({ repository, found: 'none' }));
  } catch (error) {
    failed = refused(doing, error);
  } finally {
    // Also after a push that failed or was cut off: part of it may have come through.
    const problem = await image.delete(AbortSignal.timeout(cleanUpMs)).then(() => 'none', textOf);
    if (problem !== 'none') say('registry.delete', finding('warn', { repository, problem: 'failed', found: problem }));
    else if (doing === 'registry.pull') say('registry.delete', passed({ repository, problem: 'none', found: 'none' }));
  }
  return failed;
}
