import { expect, test } from 'vitest';
import { archive, attachment } from './formats';

test.each([
  ['prod', 'prod.plan.yaml'],
  ['a"; filename="x', 'a-filename-x.plan.yaml'],
  ['../../etc', 'etc.plan.yaml'],
  ['集群', 'plan.plan.yaml'],
])('a plan called %j is kept as %s', (name, file) => {
  const response = attachment(name, 'plan.yaml', 'a: 1\n');
  expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${file}"`);
  expect(response.headers.get('content-type')).toBe('application/yaml; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('no-store');
});

test('an archive has one folder', async () => {
  const response = archive('prod-kubeadm', [{ path: 'README.md', content: 'x' }], new Date(0));
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="prod-kubeadm.tar"');
  expect(Buffer.from(await response.arrayBuffer()).toString('latin1')).toContain('prod-kubeadm/README.md');
});
