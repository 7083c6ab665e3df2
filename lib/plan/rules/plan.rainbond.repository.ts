import { imageName, installVersionOf, registryHostOf } from '@/lib/plan/rainbond-images';
import { rule } from '@/lib/plan/rule';

/** `host:port/namespace/…` or a namespace of Docker Hub; no tag. */
const repository = /^[a-z0-9][a-z0-9.-]*(:[0-9]{1,5})?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/;
/** A tag (OCI distribution spec, 1.1). */
const tag = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;

/** Where nodes find Rainbond's own images: in the bundle under exactly these names, or in a registry that they reach. */
export const planRainbondRepository = rule('plan.rainbond.repository', 'rainbond', ({ plan, bundle }) => {
  const { rainbond, artifacts, registry } = plan;
  if (rainbond.kind === 'none') return [];
  const found = rainbond.imageRepository;
  const version = installVersionOf(rainbond);
  const values = (problem: string, needed = '') => ({ problem, found, needed, version });
  if (!repository.test(found)) {
    return [{ severity: 'block', path: 'rainbond.imageRepository', values: values('format') }];
  }
  if (!tag.test(version)) return [{ severity: 'block', path: 'rainbond.installVersion', values: values('tag') }];
  if (artifacts.kind !== 'bundle' || !bundle?.index) return [];
  const wanted = `${found}/rainbond-operator:${version}`;
  const tags = bundle.index.images.flatMap((image) => image.tags);
  if (tags.includes(wanted)) return [];
  const other = tags.find((each) => imageName(each) === 'rainbond-operator');
  const path = 'rainbond.imageRepository';
  if (other) return [{ severity: 'warn', path, values: values('other', other) }];
  const own = registry.kind === 'external' && registry.address === registryHostOf(found);
  return own ? [] : [{ severity: 'warn', path, values: values('absent', wanted) }];
});
