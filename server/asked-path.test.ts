import { expect, it } from 'vitest';
import { askedPath } from './asked-path';

it.each([
  ['/plans/1?step=hosts&_rsc=1a2b', '/plans/1?step=hosts'],
  ['/plans', '/plans'],
  ['//', '/'],
  ['http://[', '/'],
  [undefined, '/'],
])('takes %j for %s', (target, path) => {
  expect(askedPath(target)).toBe(path);
});
