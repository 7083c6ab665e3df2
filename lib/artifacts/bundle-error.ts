import type { BundleIndex } from '@/lib/plan/bundle-index';
import type { BundleProblem, BundleReading } from '@/lib/plan/bundle-reading';

/** For who can't go on without the bundle: the runbook's compiler and the upload of a step. */
export class BundleError extends Error {
  readonly code: BundleProblem['code'];

  constructor(
    readonly folder: string,
    readonly problem: BundleProblem,
  ) {
    const { code, ...values } = problem;
    super(`bundle ${folder}: ${code} ${JSON.stringify(values)}`);
    this.name = 'BundleError';
    this.code = code;
  }
}

const harmless: readonly BundleProblem['code'][] = ['file-unlisted', 'image-without-tags'];

/** @throws BundleError with the first problem that makes an install impossible */
export function wholeBundle({ folder, index, problems }: BundleReading): BundleIndex {
  const fatal = problems.find(({ code }) => !harmless.includes(code));
  if (fatal) throw new BundleError(folder, fatal);
  if (!index) throw new BundleError(folder, { code: 'sums-missing' });
  return index;
}
