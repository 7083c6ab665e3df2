import type { BundleProblem } from '@/lib/plan/bundle-reading';
import { rule } from '@/lib/plan/rule';

/** Problems of the folder as a whole, as keys that ICU can select on. */
const keys: Partial<Record<BundleProblem['code'], string>> = {
  'folder-missing': 'folderMissing',
  'not-a-folder': 'notAFolder',
  'sums-missing': 'sumsMissing',
  'sums-malformed': 'sumsMalformed',
  'not-readable': 'notReadable',
};

export const planBundleMissing = rule('plan.bundle.missing', 'artifacts', ({ plan, bundle }) => {
  if (plan.artifacts.kind !== 'bundle') return [];
  const path = 'artifacts.folder';
  const folder = plan.artifacts.folder;
  const say = (severity: 'block' | 'warn', problem: string, line = 0, found = '') => [
    { severity, path, values: { problem, folder, line, found } },
  ];
  if (folder === '') return say('block', 'empty');
  if (!bundle || bundle.folder !== folder) return say('warn', 'notRead');
  if (bundle.index) return [];
  const cause = bundle.problems.find(({ code }) => code in keys);
  if (!cause) return say('block', 'notReadable');
  const line = cause.code === 'sums-malformed' ? cause.line : 0;
  const found = cause.code === 'sums-malformed' ? cause.found : cause.code === 'not-readable' ? cause.reason : '';
  return say('block', keys[cause.code] ?? 'notReadable', line, found);
});
