import type { BundleIndex } from './bundle-index';

/**
 * What reading a bundle folder found wrong. The first six mean that nothing can be taken from the folder (`index` is
 * null); the others are about one file, which is then left out of the index. `file-unlisted` and `image-without-tags` do no
 * harm by themselves: nobody can check or use such a file. `chart-of-another` stays in the index: its name says another chart or version than it holds.
 */
export type BundleProblem =
  | { code: 'folder-missing' | 'not-a-folder' | 'sums-missing' }
  | { code: 'not-readable'; path: string; reason: string }
  | { code: 'sums-malformed'; line: number; found: string }
  | { code: 'file-missing' | 'file-unlisted' | 'image-without-tags'; path: string }
  | { code: 'not-a-chart'; path: string; reason: 'not-gzip' | 'no-chart' }
  | { code: 'chart-of-another'; path: string; found: string }
  | { code: 'checksum-wrong'; path: string; expected: string; found: string };

export type BundleReading = {
  folder: string;
  /** Null when the folder as a whole could not be read; otherwise only files whose checksum was right. */
  index: BundleIndex | null;
  problems: BundleProblem[];
};
