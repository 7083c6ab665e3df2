import { parseCidr } from '@/lib/plan/cidr';
import { setNetwork } from '@/lib/plan/fixes/set-network';
import { rule } from '@/lib/plan/rule';

/** kube-apiserver takes at most 20 bits for services (/12), kubeadm wants at least ten addresses (/28). */
function sizeProblem(field: 'podCidr' | 'serviceCidr', prefix: number): string | null {
  if (field === 'podCidr') return null;
  if (prefix < 12) return 'tooLarge';
  return prefix > 28 ? 'tooSmall' : null;
}

/** Networks are written as one: no host bits, and services within what kube-apiserver takes. */
export const planCidrValid = rule('plan.cidr.valid', 'kubernetes', ({ plan }) => {
  return (['podCidr', 'serviceCidr'] as const).flatMap((field) => {
    const found = plan.kubernetes[field];
    const parsed = parseCidr(found);
    const problem = 'problem' in parsed ? parsed.problem : sizeProblem(field, parsed.prefix);
    if (!problem) return [];
    const expected = 'problem' in parsed && parsed.problem === 'hostBits' ? parsed.expected : '';
    const values = { problem, found, expected, range: field === 'podCidr' ? 'pods' : 'services' };
    const fix = expected === '' ? null : setNetwork.offer({ range: field, to: expected });
    return [{ severity: 'block' as const, path: `kubernetes.${field}`, values, fix }];
  });
});
