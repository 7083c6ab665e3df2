import { quorum } from '@/lib/plan/quorum';
import { current } from '../reading';
import { type Judge, say, unknown } from './say';

/** API servers that say that they are ready, and the address by which clients come to them. */
export const kubernetesApi: Judge = ({ readings: { api } }) => {
  const seen = current(api);
  if (!seen) return unknown('kubernetes-api', [api]);
  const servers = seen.servers.filter(({ host }) => host !== '');
  const address = seen.servers.find(({ host }) => host === '');
  const ready = servers.filter((server) => server.ready).length;
  const values = { ready, of: servers.length };
  if (ready === 0) return say('kubernetes-api', [api], 'down', 'apiNone', values);
  if (address && !address.ready) {
    return say('kubernetes-api', [api], 'down', 'apiAddress', { address: address.address, found: address.found });
  }
  const state = ready < servers.length ? 'degraded' : 'up';
  if (seen.p99 === null) return say('kubernetes-api', [api], state, 'apiServers', values);
  return say('kubernetes-api', [api], state, 'api', { ...values, ms: Math.round(seen.p99) });
};

/** Members that vote, against what makes a majority (etcd's FAQ). */
export const etcdQuorum: Judge = ({ readings: { etcd } }) => {
  const members = current(etcd);
  if (!members) return unknown('etcd-quorum', [etcd]);
  const voters = members.filter(({ learner }) => !learner);
  const votes = voters.filter((member) => member.votes).length;
  const needed = quorum(voters.length);
  const values = { votes, of: voters.length, quorum: needed };
  if (voters.length === 0 || votes < needed) return say('etcd-quorum', [etcd], 'down', 'etcdLost', values);
  return say('etcd-quorum', [etcd], votes < members.length ? 'degraded' : 'up', 'etcd', values);
};

/** Nodes that take pods, and how much of them is asked for. */
export const scheduling: Judge = ({ plan, readings: { objects } }) => {
  const seen = current(objects);
  if (!seen) return unknown('scheduling', [objects]);
  const { nodes, schedulers } = seen;
  const workers = plan.hosts.filter(({ roles }) => roles.includes('worker') || !roles.includes('control-plane'));
  const taking = nodes.filter(
    ({ name, ready, schedulable }) => ready === 'ready' && schedulable && workers.some((host) => host.name === name),
  );
  if (schedulers.of > 0 && schedulers.ready === 0)
    return say('scheduling', [objects], 'down', 'schedulerNone', { of: schedulers.of });
  const values = { ready: taking.length, of: workers.length };
  if (taking.length === 0) return say('scheduling', [objects], 'down', 'nodes', values);
  if (taking.length < workers.length) return say('scheduling', [objects], 'degraded', 'nodes', values);
  const asked = taking.reduce((sum, { cpu }) => sum + cpu.asked, 0);
  const of = taking.reduce((sum, { cpu }) => sum + cpu.of, 0);
  return say('scheduling', [objects], 'up', 'scheduling', { asked: oneDecimal(asked), of: oneDecimal(of) });
};

const oneDecimal = (cpus: number): number => Math.round(cpus * 10) / 10;
