import { z } from 'zod';
import { gatewaysRunApi } from '@/lib/plan/gateways-run-api';
import { fix } from './fix';

/**
 * One entry for applications and the Kubernetes API. Where applications have none yet, they get the API's virtual address.
 * The address is then held by gateways, so every gateway has to run the API.
 */
export const shareEntry = fix('share-entry', z.strictObject({ address: z.string() }), (plan, { address }) => {
  const { api, application } = plan.entry;
  if (api.kind !== 'keepalived' || api.address !== address) return false;
  if (application.kind !== 'none' && !(application.kind === 'keepalived' && application.address === address))
    return false;
  if (!gatewaysRunApi(plan)) return false;
  if (application.kind === 'none') plan.entry.application = api;
  plan.entry.api = { kind: 'application-entry' };
  return true;
});
