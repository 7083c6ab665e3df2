import { setRegistryAddress } from '@/lib/plan/fixes/set-registry-address';
import { isDnsName } from '@/lib/plan/host-name';
import { isHostAddress, looksNumeric, parseIpv4 } from '@/lib/plan/ipv4';
import { rule } from '@/lib/plan/rule';

function isRegistry(text: string): boolean {
  const [, host = '', port] = /^([^/:\s]+)(?::(\d{1,5}))?$/.exec(text) ?? [];
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65535)) return false;
  const value = parseIpv4(host);
  return value !== null ? isHostAddress(value) : !looksNumeric(host) && isDnsName(host);
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
