import { z } from 'zod';

/**
 * What an offline bundle folder holds, read once by `lib/artifacts` and then only data: the runbook compiler works on
 * this. Paths are relative to the folder, with forward slashes.
 */
export const bundleIndexSchema = z.object({
  folder: z.string(),
  files: z.array(z.object({ path: z.string(), sizeBytes: z.number(), sha256: z.string() })),
  /** Image archives with the tags that they hold (docker archive: manifest.json's RepoTags). */
  images: z.array(z.object({ path: z.string(), tags: z.array(z.string()) })),
  /** Text of everything under manifests/, by path. */
  manifests: z.record(z.string(), z.string()),
});
export type BundleIndex = z.infer<typeof bundleIndexSchema>;

/** What there is to compile from where nothing comes from a bundle. */
export const emptyBundle: BundleIndex = { folder: '', files: [], images: [], manifests: {} };
