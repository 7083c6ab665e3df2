import type { PlanHost } from '@/lib/plan/schema';
import { finding, notRun } from '../../../check';
import type { Probe, ProbeSession } from '../../../probe';
import { answer, onEach, type Say } from '../answer';
import { usesEtcd } from '../users';
import { etcdChecks } from './checks';
import { answering, judgeExpiry, judgeHealth, judgeMembers, judgeReach, judgeTls, judgeVersion } from './judge';
import { type Certificates, endpointUrl, lookAt } from './look-at';
import { type Pair, pairOf } from './pair';

const ids = etcdChecks.map(({ id }) => id);

/** The etcd that the plan names for Rainbond, asked with the certificates of its credential. It only reads. */
export const etcdProbe: Probe = {
  id: 'etcd',
  checks: etcdChecks,
  deadlineSeconds: 40,
  stage: 2,
  run: async (session) => {
    const { etcd } = session.context.plan;
    if (etcd.kind !== 'external') return;
    const certificates = etcd.credential ? await session.clientCertificate(etcd.credential) : null;
    const hosts = session.hosts.filter((host) => usesEtcd(session.context, host));
    await onEach(session, hosts, 8, (host) =>
      answer(session, host, ids, (say) => look(session, host, etcd.endpoints, certificates, say)),
    );
  },
};

async function look(
  session: ProbeSession,
  host: PlanHost,
  endpoints: string[],
  certificates: Certificates | null,
  say: Say,
): Promise<string | null> {
  if (endpoints.length === 0) {
    say('etcd.reach', notRun('incomplete', { what: 'address' }));
    return 'etcd.reach';
  }
  const pair: Pair = certificates ? pairOf(certificates) : { problem: 'none', ends: [] };
  const usable = pair.problem === 'none' ? certificates : null;
  const seen = await Promise.all(endpoints.map((endpoint) => lookAt(session, host, endpoint, usable)));
  const reached = judgeReach(seen);
  say('etcd.reach', reached);
  if (seen.every(({ noConnection }) => noConnection !== null)) return 'etcd.reach';

  if (pair.problem !== 'none') {
    say('etcd.tls', finding('block', { problem: pair.problem, found: pair.found }));
    return 'etcd.tls';
  }
  if (!certificates && endpoints.some((endpoint) => endpointUrl(endpoint).protocol === 'https:')) {
    say('etcd.tls', notRun('incomplete', { what: 'credential' }));
    return 'etcd.tls';
  }
  say('etcd.tls', judgeTls(seen));
  const servers = seen.flatMap(({ endpoint, notAfter }) => (notAfter ? [{ name: endpoint, notAfter }] : []));
  if (certificates) say('etcd.expiry', judgeExpiry([...pair.ends, ...servers], Date.now()));
  if (answering(seen).length === 0) return 'etcd.tls';
  say('etcd.health', judgeHealth(seen));
  say('etcd.version', judgeVersion(seen));
  say('etcd.members', judgeMembers(seen));
  return 'etcd.tls';
}
