import { imageName } from './rainbond-images';
import type { Plan } from './schema';

export type ExternalNfs = Extract<Plan['storage'], { kind: 'external-nfs' }>;

const name = 'nfs-subdir-external-provisioner';
/** Where its makers publish it. */
export const upstreamProvisioner = `registry.k8s.io/sig-storage/${name}:v4.0.2`;

/**
 * The image that makes volumes on an NFS server: the plan's, else the bundle's, else the makers'.
 *
 * @param tags of the bundle's images
 */
export function provisionerImageOf({ provisionerImage }: ExternalNfs, tags: readonly string[]): string {
  return provisionerImage || (tags.find((tag) => imageName(tag) === name) ?? upstreamProvisioner);
}
