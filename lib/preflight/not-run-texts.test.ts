import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Every `what` that a check or a probe gives as the reason for not having run. */
const given = new Set(
  globSync('lib/preflight/**/*.ts')
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) => [
      ...readFileSync(file, 'utf8').matchAll(/notRun\('(unsupported|incomplete)', \{ what: '([A-Za-z-]+)'/g),
    ])
    .map(([, reason, what]) => `${reason}.${what}`),
);

test.each(['en', 'zh'])('every reason for not having run has a text: %s', (language) => {
  const texts = JSON.parse(readFileSync(`messages/${language}/preflight.json`, 'utf8')).notRun;
  expect(given.size).toBeGreaterThan(5);
  const missing = [...given].filter((key) => {
    const [reason = '', what = ''] = key.split('.');
    return typeof texts[reason]?.[what] !== 'string';
  });
  expect(missing).toEqual([]);
});
