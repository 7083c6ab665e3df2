import { upstreamProvisioner } from '@/lib/plan/provisioner-image';
import { sampleBundle } from '@/lib/plan/samples';
import { type Plan, registrySchema, storageSchema } from '@/lib/plan/schema';
import { planStorageImage } from './plan.storage.image';
import { testRule } from './testing';

const nfs =
  (provisionerImage = '', change: (plan: Plan) => void = () => {}) =>
  (plan: Plan) => {
    plan.storage = storageSchema.parse({ kind: 'external-nfs', server: '10.0.0.50', path: '/srv', provisionerImage });
    change(plan);
  };
const existing = (plan: Plan) => void Object.assign(plan.kubernetes, { distribution: 'existing' });
const without = { folder: '/srv/bundle', index: sampleBundle(), problems: [] };
const index = sampleBundle();
index.images.push({ path: 'images/nfs-subdir-external-provisioner-v4.0.2.tar.zst', tags: [upstreamProvisioner] });
const bundle = { folder: '/srv/bundle', index, problems: [] };

testRule(planStorageImage, {
  accepted: [
    { title: 'another storage', bundle: without },
    { title: 'the bundle’s', plan: nfs(), bundle },
    { title: 'a bundle that was not read', plan: nfs(), bundle: null },
    {
      title: 'the plan’s own registry',
      plan: nfs('registry.corp.example/mirror/nfs:v4', (plan) => {
        plan.registry = registrySchema.parse({ kind: 'external', address: 'registry.corp.example' });
      }),
      bundle: without,
    },
    {
      title: 'nodes with a way to the Internet',
      plan: nfs('', (plan) => {
        existing(plan);
        plan.artifacts = { kind: 'online', mirror: '' };
      }),
    },
  ],
  rejected: [
    ...['nfs', 'https://registry.corp.example/nfs:v4', 'registry.corp.example/nfs:v4 x'].map((found) => ({
      title: `no image, or no tag: ${found}`,
      plan: nfs(found),
      findings: [
        { severity: 'block' as const, path: 'storage.provisionerImage', values: { problem: 'format', found } },
      ],
    })),
    {
      title: 'not in the bundle',
      plan: nfs(),
      bundle: without,
      findings: [
        {
          severity: 'warn',
          path: 'storage.provisionerImage',
          values: { problem: 'absent', found: upstreamProvisioner },
        },
      ],
    },
    {
      title: 'in the bundle, and the nodes are somebody else’s',
      plan: nfs('', existing),
      bundle,
      findings: [
        {
          severity: 'warn',
          path: 'storage.provisionerImage',
          values: { problem: 'absent', found: upstreamProvisioner },
        },
      ],
    },
  ],
});
