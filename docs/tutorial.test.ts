import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const pageOf = (language: string) => readFileSync(path.join(root, `docs/tutorial.${language}.md`), 'utf8');

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const literal = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** What a message may look like on a page: its placeholders and choices stand for anything. Null for one that is nothing else. */
function shape(message: string): RegExp | null {
  let depth = 0;
  let pattern = '';
  let own = '';
  for (const character of message) {
    if (character === '{') {
      if (depth === 0) pattern += '.+';
      depth += 1;
    } else if (character === '}') depth -= 1;
    else if (depth === 0) {
      pattern += literal(character);
      own += character;
    }
  }
  return own.trim().length > 1 ? new RegExp(`^${pattern}$`) : null;
}

/** A message; each of its choices by itself, `{count, plural, one {# host} other {# hosts}}` says "3 hosts"; and the words of its links. */
function shapesOf(message: string): RegExp[] {
  const choices = [...message.matchAll(/[\w=]+ \{([^{}]+)\}/g)].map(([, choice = '']) => {
    const parts = choice.split('#').map((part) => literal(part));
    return new RegExp(`^${parts.join('[\\d,]+')}$`);
  });
  const links = [...message.matchAll(/<\w+>([^<]+)<\/\w+>/g)].map(([, words = '']) => shape(words));
  return [shape(message), ...choices, ...links].filter((one) => one !== null);
}

const messagesOf = (language: string) =>
  globSync(`messages/${language}/*.json`, { cwd: root }).flatMap((file) =>
    textsIn(JSON.parse(readFileSync(path.join(root, file), 'utf8'))),
  );

/** Words in bold, over line ends too. */
const said = (page: string) =>
  [...page.matchAll(/\*\*([^*]+)\*\*/g)].map((match) => (match[1] ?? '').replaceAll(/\s+/g, ' '));

/** In bold because they matter, not because a page says them. */
const ownWords = ['To try it without machines', '没有机器也可以试', '粗体', 'bold'];

test('a message is told from another one, whatever its values', () => {
  const says = (message: string, text: string) => shapesOf(message).some((one) => one.test(text));
  expect(says('{count, plural, one {Check host} other {Check # hosts}}', 'Check 3 hosts')).toBe(true);
  expect(says('Add {count, plural, one {# host} other {# hosts}}', 'Add 3 hosts')).toBe(true);
  expect(says('Check {count, plural, one {# host} other {# hosts}}', 'Add 3 hosts')).toBe(false);
  expect(says('{count, plural, one {# host} other {# hosts}}', 'Anything')).toBe(false);
});

test.each(['en', 'zh'])('every word that the tutorial in %s quotes from a page is one of its texts', (language) => {
  const shapes = messagesOf(language).flatMap(shapesOf);
  const quoted = said(pageOf(language)).filter((word) => !ownWords.includes(word));
  expect(quoted.length).toBeGreaterThan(30);
  expect(quoted.filter((word) => !shapes.some((one) => one.test(word)))).toEqual([]);
});

test('both tutorials deploy the same application and run the same commands', () => {
  const code = (page: string) => ({
    files: [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1]),
    commands: page.split('\n').filter((line) => line.startsWith('    ')),
  });
  const english = code(pageOf('en'));
  expect(english.files).toHaveLength(1);
  expect(english.commands.length).toBeGreaterThan(7);
  expect(code(pageOf('zh'))).toEqual(english);
});
