import type { Plan } from '../../schema';
import { hostId } from '../holders';
import type { Capability } from '../requirement';
import { require, requireDisk } from './require';

/** The console that installs and watches the cluster: on a host of the plan, or on a machine beside it. */
export function slipway(plan: Plan): Capability {
  const index = plan.slipway.host === '' ? -1 : plan.hosts.findIndex(({ name }) => name === plan.slipway.host);
  const requirements =
    index === -1
      ? [require('slipway.outside', 'slipway', ['console'], 1)]
      : [
          require('slipway.host', 'slipway', [hostId(index)], 1, { rebuild: 'restore-backup' }),
          requireDisk('slipway.data', 'slipway', [hostId(index)], 1),
        ];
  return { id: 'slipway', requirements, needs: [], hampered: [] };
}
