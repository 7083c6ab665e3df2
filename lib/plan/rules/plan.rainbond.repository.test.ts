import { sampleBundle, withRainbond } from '@/lib/plan/samples';
import type { Plan } from '@/lib/plan/schema';
import { planRainbondRepository } from './plan.rainbond.repository';
import { testRule } from './testing';

const rainbond = (change: object) => ({
  plan: (plan: Plan) => withRainbond(plan, '6.x', (each) => void Object.assign(each.rainbond, change)),
});
const bundleWith = (...tags: string[]) => {
  const index = sampleBundle();
  index.images.push({ path: 'images/rainbond-6.9.3.tar.zst', tags });
  return { folder: '/srv/bundle', index, problems: [] };
};
const found = (
  severity: 'block' | 'warn',
  problem: string,
  change: { found?: string; needed?: string; version?: string },
) => ({
  severity,
  path: problem === 'tag' ? 'rainbond.installVersion' : 'rainbond.imageRepository',
  values: { problem, found: 'r.example/rainbond', needed: '', version: 'v6.9.3-release', ...change },
});
const own = { imageRepository: 'r.example/rainbond' };

testRule(planRainbondRepository, {
  accepted: [
    { title: 'no Rainbond' },
    {
      title: 'images of the bundle',
      ...rainbond(own),
      bundle: bundleWith('r.example/rainbond/rainbond-operator:v6.9.3-release'),
    },
    { title: 'the plan’s own registry', ...rainbond({ imageRepository: 'registry.corp.example/rainbond' }) },
    { title: 'a bundle that was not read', ...rainbond(own), bundle: null },
  ],
  rejected: [
    {
      title: 'a tag in it',
      ...rainbond({ imageRepository: 'r.example/rainbond:v6' }),
      findings: [found('block', 'format', { found: 'r.example/rainbond:v6' })],
    },
    {
      title: 'a tag that is none',
      ...rainbond({ ...own, installVersion: 'v6 9' }),
      findings: [found('block', 'tag', { version: 'v6 9' })],
    },
    {
      title: 'images of the bundle under another name',
      ...rainbond(own),
      bundle: bundleWith('docker.io/rainbond/rainbond-operator:v6.9.3-release'),
      findings: [found('warn', 'other', { needed: 'docker.io/rainbond/rainbond-operator:v6.9.3-release' })],
    },
    {
      title: 'none in the bundle, from a registry that is not the plan’s',
      ...rainbond(own),
      findings: [found('warn', 'absent', { needed: 'r.example/rainbond/rainbond-operator:v6.9.3-release' })],
    },
  ],
});
