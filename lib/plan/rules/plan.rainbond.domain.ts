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
  if (found.includes('.') && !looksNumeric(found) && isDnsName(found)) return [];
  return [{ severity: 'block', path, values: { problem: 'format', found } }];
});
