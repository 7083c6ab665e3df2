import { quorum } from '../../quorum';
import type { Plan } from '../../schema';
import { schedulable, withRole } from '../holders';
import type { Capability } from '../requirement';
import { timesOf } from '../times';
import { apiAddress } from './address';
import { require, requireDisk } from './require';

/** An existing cluster whose control planes aren't hosts of the plan is one outside service. */
const outsideCluster = (plan: Plan): boolean =>
  plan.kubernetes.distribution === 'existing' && withRole(plan, 'control-plane').length === 0;

export function etcdQuorum(plan: Plan): Capability {
  const members = withRole(plan, 'etcd');
  const requirements = outsideCluster(plan)
    ? [require('api.existing', 'api-server', ['service:cluster'], 1)]
    : [
        require('etcd.quorum', 'etcd-member', members, quorum(members.length), {
          spare: { kind: 'margin', act: 'new-member' },
          rebuild: 'restore-etcd',
        }),
        requireDisk('etcd.copies', 'etcd-member', members, 1),
        requireDisk('etcd.recent', 'etcd-member', members, quorum(members.length), {
          unmet: 'degraded',
          rebuild: 'restore-etcd',
        }),
      ];
  return { id: 'etcd-quorum', requirements, needs: [], hampered: [] };
}

export function kubernetesApi(plan: Plan): Capability {
  const requirements = outsideCluster(plan)
    ? [require('api.existing', 'api-server', ['service:cluster'], 1)]
    : [require('api.servers', 'api-server', withRole(plan, 'control-plane'), 1), ...apiAddress(plan)];
  return { id: 'kubernetes-api', requirements, needs: ['etcd-quorum'], hampered: [] };
}

export function scheduling(plan: Plan, hasRegistry: boolean): Capability {
  const { evictionSeconds } = timesOf(plan);
  const seconds = { from: evictionSeconds, to: evictionSeconds };
  return {
    id: 'scheduling',
    requirements: [
      require('scheduling.workers', 'worker', schedulable(plan), 1, { spare: { kind: 'capacity', seconds } }),
    ],
    needs: ['kubernetes-api'],
    hampered: hasRegistry ? [{ by: 'registry', rule: 'scheduling.images', component: 'image-pull' }] : [],
  };
}
