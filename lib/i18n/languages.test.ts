import { expect, it } from 'vitest';
import { chooseLanguage } from './languages';

it.each([
  ['zh', 'en', 'zh'],
  [undefined, 'zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  [undefined, 'de-DE,de;q=0.9,zh-Hans;q=0.7,en;q=0.5', 'zh'],
  [undefined, 'en;q=0.2, zh;q=0.9', 'zh'],
  [undefined, 'zh;q=0, fr', 'en'],
  [undefined, null, 'en'],
  ['fr', 'zh', 'zh'],
  ['', '', 'en'],
])('with cookie %j and Accept-Language %j chooses %s', (cookie, accept, language) => {
  expect(chooseLanguage(cookie, accept)).toBe(language);
});
