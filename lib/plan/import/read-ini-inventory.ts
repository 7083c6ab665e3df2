import { type DocumentError, excerpt } from '../document-error';
import type { Place } from '../read-yaml';
import { emptyInventory, groupOf, hostsOfPattern, type Inventory, type InventoryGroup, type Variable } from './inventory';

/** Hosts that one pattern may stand for. */
const largestRange = 1000;

type Word = { text: string; column: number };

/** An inventory in Ansible's INI form: `[group]` with hosts, `[group:children]`, `[group:vars]`. */
export function readIniInventory(text: string): { inventory: Inventory; errors: DocumentError[] } {
  const inventory = emptyInventory();
  const errors: DocumentError[] = [];
  let section: { group: InventoryGroup; kind: 'hosts' | 'children' | 'vars' } = {
    group: groupOf(inventory, 'ungrouped', { line: 1, column: 1 }),
    kind: 'hosts',
  };
  text.split(/\r?\n/).forEach((raw, index) => {
    const say = (code: DocumentError['code'], column: number, found: string | number, needed: string | number = '') =>
      errors.push({ code, line: index + 1, column, path: '', found, needed });
    const content = withoutComment(raw);
    const start = content.search(/\S/);
    if (start < 0) return;
    const place: Place = { line: index + 1, column: start + 1 };
    if (content[start] === '[') {
      const match = /^\[([^[\]:\s]+)(?::([^[\]\s]*))?\]$/.exec(content.trim());
      if (!match) return say('sectionMalformed', place.column, excerpt(content));
      const [, name = '', kind = 'hosts'] = match;
      if (kind !== 'hosts' && kind !== 'children' && kind !== 'vars') return say('sectionKind', place.column, kind);
      section = { group: groupOf(inventory, name, place), kind };
      return;
    }
    if (section.kind === 'vars') {
      const equals = content.indexOf('=');
      if (equals < 0) return say('lineMalformed', place.column, excerpt(content));
      const name = content.slice(0, equals).trim();
      const value = unquoted(content.slice(equals + 1).trim());
      section.group.variables.push({ ...place, name, value, path: `${section.group.name}.${name}` });
      return;
    }
    const words = wordsOf(content);
    if (words === null) return say('quoteOpen', place.column, '');
    const [first, ...rest] = words;
    if (!first) return;
    if (section.kind === 'children') {
      const extra = rest[0];
      if (extra) return say('lineMalformed', extra.column, extra.text);
      section.group.children.push(first.text);
      groupOf(inventory, first.text, place);
      return;
    }
    const names = hostsOfPattern(withoutPort(first.text).name, largestRange);
    if (names === null) return say('rangeMalformed', first.column, first.text, largestRange);
    const broken = rest.find((word) => !/^[^=]+=/.test(word.text));
    if (broken) return say('lineMalformed', broken.column, excerpt(broken.text));
    const { port } = withoutPort(first.text);
    for (const name of names) {
      const variables = rest.map((word): Variable => {
        const equals = word.text.indexOf('=');
        const key = word.text.slice(0, equals);
        const at = { line: index + 1, column: word.column };
        return { ...at, name: key, value: word.text.slice(equals + 1), path: `${name}.${key}` };
      });
      if (port) variables.unshift({ ...place, name: 'ansible_port', value: port, path: `${name}.ansible_port` });
      inventory.hosts.set(name, [...(inventory.hosts.get(name) ?? []), ...variables]);
      if (!section.group.hosts.includes(name)) section.group.hosts.push(name);
    }
  });
  return { inventory, errors };
}

/** `badwolf.example.com:5309` is a host and its port. */
function withoutPort(text: string): { name: string; port: string } {
  const match = /^([^:[\]]+):(\d{1,5})$/.exec(text);
  return { name: match?.[1] ?? text, port: match?.[2] ?? '' };
}

/** A # begins a comment at a line's start or after a blank, unless it is quoted; a ; only at the start. */
function withoutComment(raw: string): string {
  if (/^\s*[;#]/.test(raw)) return '';
  let quote = '';
  for (let at = 0; at < raw.length; at += 1) {
    const character = raw[at] ?? '';
    if (quote) {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '#' && /\s/.test(raw[at - 1] ?? '')) return raw.slice(0, at);
  }
  return raw;
}

/** Words as a shell would split them, quotes taken away; null when a quote stays open. */
function wordsOf(content: string): Word[] | null {
  const words: Word[] = [];
  let word: Word | null = null;
  let quote = '';
  for (let at = 0; at < content.length; at += 1) {
    const character = content[at] ?? '';
    if (quote === '' && /\s/.test(character)) {
      word = null;
      continue;
    }
    if (word === null) {
      word = { text: '', column: at + 1 };
      words.push(word);
    }
    if (character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
    else word.text += character;
  }
  return quote ? null : words;
}

function unquoted(text: string): string {
  return /^(["']).*\1$/.test(text) ? text.slice(1, -1) : text;
}
