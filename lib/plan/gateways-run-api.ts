import { hostsWithRole, type Plan } from './schema';

/** Whether the API can be entered by the gateways: there is one, and each is a control plane. */
export function gatewaysRunApi(plan: Plan): boolean {
  const gateways = hostsWithRole(plan, 'gateway');
  return gateways.length > 0 && gateways.every((host) => host.roles.includes('control-plane'));
}
