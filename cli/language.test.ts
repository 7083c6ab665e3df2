import { expect, test } from 'vitest';
import { languageOf } from './language';

test.each([
  ['zh', { LANG: 'en_US.UTF-8' }, 'zh'],
  ['EN', { LANG: 'zh_CN.UTF-8' }, 'en'],
  ['fr', {}, null],
  [undefined, { LANG: 'zh_CN.UTF-8' }, 'zh'],
  [undefined, { LANG: 'zh' }, 'zh'],
  [undefined, { LC_ALL: 'C', LANG: 'zh_CN.UTF-8' }, 'en'],
  [undefined, { LC_ALL: '', LC_MESSAGES: 'zh_TW', LANG: 'en_GB' }, 'zh'],
  [undefined, { LANG: 'de_DE.UTF-8' }, 'en'],
  [undefined, {}, 'en'],
])('--lang %s with %j is %s', (asked, environment, language) => {
  expect(languageOf(asked, environment)).toBe(language);
});
