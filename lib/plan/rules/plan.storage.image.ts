import { provisionerImageOf } from '@/lib/plan/provisioner-image';
import { registryHostOf } from '@/lib/plan/rainbond-images';
import { rule } from '@/lib/plan/rule';

/** A name with a tag or a digest, so that every node runs the same (OCI distribution-spec, 1.1). */
const image =
  /^[a-z0-9][a-z0-9.-]*(:\d{1,5})?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127}|@sha256:[0-9a-f]{64})$/;

/** The image that makes volumes on an external NFS server: in the bundle, or where every node can pull it. */
export const planStorageImage = rule('plan.storage.image', 'storage', ({ plan, bundle }) => {
  const { storage, artifacts, registry, kubernetes } = plan;
  if (storage.kind !== 'external-nfs') return [];
  const index = artifacts.kind === 'bundle' ? bundle?.index : null;
  const tags = index?.images.flatMap((each) => each.tags) ?? [];
  const found = provisionerImageOf(storage, tags);
  const path = 'storage.provisionerImage';
  if (!image.test(found)) return [{ severity: 'block', path, values: { problem: 'format', found } }];
  // What a bundle has goes to hosts that Slipway makes nodes of; an existing cluster's nodes pull it.
  const brought = tags.includes(found) && kubernetes.distribution !== 'existing';
  const own = registry.kind === 'external' && registry.address === registryHostOf(found);
  if (artifacts.kind === 'online' || !index || brought || own) return [];
  return [{ severity: 'warn', path, values: { problem: 'absent', found } }];
});
