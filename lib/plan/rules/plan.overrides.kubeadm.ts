import { kubeadmOverrideProblems } from '@/lib/plan/kubeadm-overrides';
import { rule } from '@/lib/plan/rule';

export const planOverridesKubeadm = rule('plan.overrides.kubeadm', 'kubernetes', ({ plan }) => {
  return kubeadmOverrideProblems(plan.kubernetes.overrides.kubeadm).map(
    ({ problem, line, field, found, expected }) => ({
      severity: 'block' as const,
      path: 'kubernetes.overrides.kubeadm',
      values: { problem, line, field, found, expected },
    }),
  );
});
