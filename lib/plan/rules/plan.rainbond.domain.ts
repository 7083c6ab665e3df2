import { setDomain } from '@/lib/plan/fixes/set-domain';
import { isDnsName } from '@/lib/plan/host-name';
import { looksNumeric } from '@/lib/plan/ipv4';
import { rule } from '@/lib/plan/rule';

/** Without a domain the chart takes `<entry address>.nip.io`, which only a public DNS answers. */
export const planRainbondDomain = rule('plan.rainbond.domain', 'rainbond', ({ plan }) => {
  const { rainbond, artifacts } = plan;
  if (rainbond.kind === 'none') return [];
  const path = 'rainbond.domainSuffix';
  const found = rainbond.domainSuffix;
  if (found === '') {
    return artifacts.kind === 'bundle' ? [{ severity: 'warn', path, values: { problem: 'offline', found } }] : [];
  }
  if (found.includes('*')) return [{ severity: 'block', path, values: { problem: 'star', found } }];
  // A name is the same in capitals and with the root's dot (RFC 4343, 1034 3.1), but Kubernetes takes neither as the host of an Ingress.
  const spelled = found.toLowerCase().replace(/\.$/, '');
  if (spelled.includes('.') && !looksNumeric(spelled) && isDnsName(spelled)) {
    if (spelled === found) return [];
    const fix = setDomain.offer({ domain: spelled });
    return [{ severity: 'block', path, values: { problem: 'spelling', found, needed: spelled }, fix }];
  }
  return [{ severity: 'block', path, values: { problem: 'format', found } }];
});
