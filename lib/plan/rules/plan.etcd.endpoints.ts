import { toleratedLosses } from '@/lib/plan/quorum';
import { type Found, rule } from '@/lib/plan/rule';
import { isPort, isServiceAddress } from '@/lib/plan/service-address';

function isEndpoint(text: string): boolean {
  const [, host = '', port = ''] = /^(?:https?:\/\/)?([^/:\s]+):(\d+)$/.exec(text) ?? [];
  return isServiceAddress(host) && isPort(port);
}

const plainKey = (text: string) => text.replace(/^https?:\/\//, '').toLowerCase();

/** Endpoints of an etcd outside: each once, as `host:port` with or without https, and an odd number of them. */
export const planEtcdEndpoints = rule('plan.etcd.endpoints', 'etcd', ({ plan }) => {
  if (plan.etcd.kind !== 'external') return [];
  const { endpoints } = plan.etcd;
  const path = 'etcd.endpoints';
  const values = (problem: string, found: string | number, tolerates = 0) => ({ problem, found, tolerates });
  if (endpoints.length === 0) return [{ severity: 'block', path, values: values('none', 0) }];
  const each = endpoints.flatMap((text, index): Found[] => {
    const at = `${path}.${index}`;
    if (!isEndpoint(text)) return [{ severity: 'block', path: at, values: values('format', text) }];
    if (endpoints.findIndex((other) => plainKey(other) === plainKey(text)) < index) {
      return [{ severity: 'block', path: at, values: values('twice', text) }];
    }
    return text.startsWith('http://') ? [{ severity: 'warn', path: at, values: values('plain', text) }] : [];
  });
  const count = endpoints.length;
  const counted: Found[] =
    count === 1
      ? [{ severity: 'warn', path, values: values('one', 1) }]
      : count % 2 === 0
        ? [{ severity: 'warn', path, values: values('even', count, toleratedLosses(count)) }]
        : [];
  return [...each, ...counted];
});
