import { setRegistryAddress } from '@/lib/plan/fixes/set-registry-address';
import { rule } from '@/lib/plan/rule';
import { isPort, isServiceAddress } from '@/lib/plan/service-address';

function isRegistry(text: string): boolean {
  const [, host = '', port] = /^([^/:\s]+)(?::(\d+))?$/.exec(text) ?? [];
  return isServiceAddress(host) && (port === undefined || isPort(port));
}

/** Image names begin with it: `host` or `host:port`, nothing else. */
export const planRegistryAddress = rule('plan.registry.address', 'registry', ({ plan }) => {
  if (plan.registry.kind !== 'external') return [];
  const { address } = plan.registry;
  const path = 'registry.address';
  if (address === '') return [{ severity: 'block', path, values: { problem: 'empty', found: '' } }];
  if (isRegistry(address)) return [];
  const [, scheme = '', rest = ''] = /^(https?):\/\/(.*?)\/*$/.exec(address) ?? [];
  const fix =
    (scheme === 'https' || scheme === 'http') && isRegistry(rest)
      ? setRegistryAddress.offer({ address: rest, scheme })
      : null;
  const problem = scheme !== '' ? 'scheme' : address.includes('/') ? 'path' : 'format';
  return [{ severity: 'block', path, values: { problem, found: address }, fix }];
});
