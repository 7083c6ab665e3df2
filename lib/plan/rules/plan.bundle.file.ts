import type { BundleProblem } from '@/lib/plan/bundle-reading';
import { missingParts } from '@/lib/plan/bundle-versions';
import { rule } from '@/lib/plan/rule';

type Known = { key: string; severity: 'block' | 'warn' | 'info' };
const keys: Record<string, Known | undefined> = {
  'file-missing': { key: 'missing', severity: 'block' },
  'not-readable': { key: 'notReadable', severity: 'block' },
  'image-without-tags': { key: 'untagged', severity: 'warn' },
  'not-a-chart': { key: 'notChart', severity: 'block' },
  'chart-of-another': { key: 'otherChart', severity: 'warn' },
  'file-unlisted': { key: 'unlisted', severity: 'info' },
};

const isWrongChecksum = ({ code }: { code: string }) => code === 'checksum-wrong';

/** What a chart's archive is instead; other problems have nothing to say beside the file's name. */
function saidOf(problem: BundleProblem): { found?: string } {
  if (problem.code === 'not-a-chart') return { found: problem.reason === 'not-gzip' ? 'damaged' : 'other' };
  return problem.code === 'chart-of-another' ? { found: problem.found } : {};
}

/** Every listed file is there and can be read, and every part that an install needs is listed. */
export const planBundleFile = rule('plan.bundle.file', 'artifacts', ({ plan, bundle }) => {
  if (plan.artifacts.kind !== 'bundle' || !bundle?.index || bundle.folder !== plan.artifacts.folder) return [];
  const { folder } = bundle;
  const path = 'artifacts.folder';
  const broken = bundle.problems.flatMap((problem) => {
    const known = keys[problem.code];
    if (!known || !('path' in problem)) return [];
    return [
      {
        severity: known.severity,
        path,
        values: { problem: known.key, file: problem.path, folder, ...saidOf(problem) },
      },
    ];
  });
  // A file that is there but broken was named above: naming its part again would hide the cause.
  const hasBroken = broken.some(({ severity }) => severity === 'block') || bundle.problems.some(isWrongChecksum);
  const absent =
    // Nothing of kubeadm is installed on a cluster that exists.
    hasBroken || plan.kubernetes.distribution === 'existing'
      ? []
      : missingParts(bundle.index, plan.kubernetes.cni).map((file) => ({
          severity: 'block' as const,
          path,
          values: { problem: 'part', file, folder },
        }));
  return [...broken, ...absent];
});
