import type { Writable } from 'node:stream';
import type { PlanHost } from '@/lib/plan/schema';
import { finding, notRun, type Outcome, passed } from '../../../check';
import type { Probe, ProbeSession } from '../../../probe';
import { answer, onEach } from '../answer';
import { NoConnection, reach } from '../reach';
import { usesNfs } from '../users';
import { nfsChecks } from './checks';
import { exportScript, mountNfs, parseUse, type Use } from './export-script';
import { judgeLock, judgePorts, judgeSpace, judgeSquash, judgeSync, judgeVersions } from './judge';
import { type NfsVersion, nfsPort, rpcbindPort, versionsOf } from './versions';

type External = Extract<ProbeSession['context']['plan']['storage'], { kind: 'external-nfs' }>;
/** bash that mounts the export on `$at` (export-script.ts). */
export type Mount = (storage: External) => string;

const asked = ['nfs.ports', 'nfs.versions'];
const used = nfsChecks.map(({ id }) => id).filter((id) => !asked.includes(id));

/** The export that the plan names: asked for its versions, mounted, written to and locked from each host that will mount it. */
export const nfsProbeOf = (mount: Mount): Probe => ({
  id: 'nfs',
  checks: nfsChecks,
  deadlineSeconds: 70,
  stage: 2,
  run: async (session) => {
    const { storage } = session.context.plan;
    if (storage.kind !== 'external-nfs') return;
    const hosts = session.hosts.filter((host) => usesNfs(session.context, host));
    const failed = new Map<string, string | null>();
    await onEach(session, hosts, 16, (host) =>
      answer(session, host, asked, async (say) => {
        failed.set(host.name, 'nfs.ports');
        const ports = await lookAtPorts(session, host, storage);
        say('nfs.ports', ports);
        if (ports.state !== 'passed') return 'nfs.ports';
        const open = () => reach(session.on(host), storage.server, nfsPort, { signal: session.signal });
        const versions = judgeVersions(await versionsOf(open, session.signal), storage.version);
        say('nfs.versions', versions);
        failed.set(host.name, versions.state === 'passed' ? null : 'nfs.versions');
        return null;
      }),
    );
    const able = hosts.filter((host) => failed.get(host.name) === null);
    for (const host of hosts.filter((one) => !able.includes(one))) {
      await answer(session, host, used, async () => failed.get(host.name) ?? 'nfs.ports');
    }
    await mountTogether(session, able, storage, mount);
  },
});

export const nfsProbe = nfsProbeOf(({ server, path, version }) => mountNfs(server, path, version));

async function lookAtPorts(session: ProbeSession, host: PlanHost, storage: External): Promise<Outcome> {
  if (!storage.server || !storage.path) return notRun('incomplete', { what: 'address' });
  const failed = new Map<number, string>();
  for (const port of storage.version === '3' ? [nfsPort, rpcbindPort] : [nfsPort]) {
    try {
      (await reach(session.on(host), storage.server, port, { signal: session.signal })).destroy();
    } catch (error) {
      if (!(error instanceof NoConnection)) throw error;
      failed.set(port, error.found);
    }
  }
  return judgePorts(storage.server, storage.version as NfsVersion, failed);
}

/** All hosts have the export mounted at the same time, so that each asks for the lock while another one holds it. */
async function mountTogether(session: ProbeSession, hosts: PlanHost[], storage: External, mount: Mount): Promise<void> {
  const script = exportScript(mount(storage), session.nonce, session.nonce);
  const texts = new Map<string, string>();
  const inputs: Writable[] = [];
  const failures = new Map<string, unknown>();
  let waiting = hosts.length;
  const release = () => {
    for (const input of inputs) input.end();
  };
  await Promise.all(
    hosts.map(async (host) => {
      let counted = false;
      const said = () => {
        if (counted) return;
        counted = true;
        waiting--;
        if (waiting === 0) release();
      };
      try {
        for (const check of used) session.running(check, host);
        await session.on(host).stream(script, {
          deadlineMs: 60_000,
          signal: session.signal,
          onStarted: (stdin) => {
            inputs.push(stdin);
            if (waiting === 0) stdin.end();
          },
          onStdout: (chunk) => {
            const text = (texts.get(host.name) ?? '') + chunk.toString();
            texts.set(host.name, text);
            if (/^done$/m.test(text)) said();
          },
        });
      } catch (error) {
        failures.set(host.name, error);
      } finally {
        said();
      }
    }),
  );
  const uses = new Map(hosts.map((host) => [host.name, parseUse(texts.get(host.name) ?? '')]));
  const locks = new Map([...uses].map(([name, use]) => [name, use?.locked ?? null]));
  for (const host of hosts) {
    await answer(session, host, used, async (say) => {
      const use = uses.get(host.name);
      if (!use && failures.has(host.name)) throw failures.get(host.name);
      if (!use) return null;
      const mounted = judgeMount(use, storage);
      say('nfs.mount', mounted);
      if (mounted.state !== 'passed') return 'nfs.mount';
      say('nfs.squash', judgeSquash(use.owner));
      say('nfs.fsync', judgeSync(use.syncMs));
      say('nfs.space', judgeSpace(use.freeBytes));
      say('nfs.lock', use.locked === null ? notRun('tool-missing', { tool: 'rpc.statd' }) : judgeLock(locks));
      return null;
    });
  }
}

function judgeMount({ mount, readOnly }: Use, { server, path, version }: External): Outcome {
  if (mount === 'no-client') return notRun('unsupported', { what: 'nfs-client' });
  const values = { export: `${server}:${path}`, version };
  if (mount !== 'mounted') return finding('block', { ...values, problem: 'mount', found: mount.failed });
  if (readOnly === null) return notRun('unreadable', { found: 'mount 0' });
  if (readOnly) return finding('block', { ...values, problem: 'write', found: readOnly });
  return passed({ ...values, problem: 'none', found: 'none' });
}
