import { setCni } from '@/lib/plan/fixes/set-cni';
import { rule } from '@/lib/plan/rule';

/** A new cluster has no pod network until one is installed; an existing one brings its own, and a second would break it. */
export const planKubernetesCni = rule('plan.kubernetes.cni', 'kubernetes', ({ plan }) => {
  const { distribution, cni } = plan.kubernetes;
  const path = 'kubernetes.cni';
  if (distribution !== 'existing' && cni === 'existing') {
    const fix = setCni.offer({ cni: 'flannel' });
    return [{ severity: 'block', path, values: { problem: 'nobody', cni }, fix }];
  }
  if (distribution === 'existing' && cni !== 'existing') {
    const fix = setCni.offer({ cni: 'existing' });
    return [{ severity: 'block', path, values: { problem: 'second', cni }, fix }];
  }
  return [];
});
