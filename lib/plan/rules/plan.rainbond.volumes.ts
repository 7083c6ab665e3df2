import { setSharedVolumes } from '@/lib/plan/fixes/set-shared-volumes';
import { rule } from '@/lib/plan/rule';
import { storageClassOf } from '@/lib/plan/storage-class';

/** The operator's STORAGE_CLASS_NAME: a class that isn't there leaves every claim pending; without one all is on local-path. */
export const planRainbondVolumes = rule('plan.rainbond.volumes', 'rainbond', ({ plan }) => {
  const { rainbond } = plan;
  if (rainbond.kind !== '6.x') return [];
  const path = 'rainbond.sharedVolumes';
  const storage = storageClassOf(plan);
  if (rainbond.sharedVolumes && !storage) {
    const fix = setSharedVolumes.offer({ shared: 'no' });
    return [{ severity: 'block', path, values: { problem: 'noClass', name: '' }, fix }];
  }
  if (rainbond.sharedVolumes || !storage) return [];
  const fix = setSharedVolumes.offer({ shared: 'yes' });
  return [{ severity: 'warn', path, values: { problem: 'local', name: storage.name }, fix }];
});
