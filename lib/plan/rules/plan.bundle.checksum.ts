import { rule } from '@/lib/plan/rule';

export const planBundleChecksum = rule('plan.bundle.checksum', 'artifacts', ({ plan, bundle }) => {
  if (plan.artifacts.kind !== 'bundle' || bundle?.folder !== plan.artifacts.folder) return [];
  return bundle.problems.flatMap((problem) =>
    problem.code === 'checksum-wrong'
      ? [
          {
            severity: 'block' as const,
            path: 'artifacts.folder',
            values: { file: problem.path, found: problem.found, expected: problem.expected, folder: bundle.folder },
          },
        ]
      : [],
  );
});
