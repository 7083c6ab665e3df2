import { type DocumentError, excerpt } from '../document-error';
import { type Place, textLimits } from '../read-yaml';
import {
  emptyInventory,
  groupOf,
  hostsOfPattern,
  type Inventory,
  type InventoryGroup,
  type Variable,
} from './inventory';

type Word = { text: string; column: number };

/** An inventory in Ansible's INI form: `[group]` with hosts, `[group:children]`, `[group:vars]`. */
export function readIniInventory(text: string): { inventory: Inventory; errors: DocumentError[] } {
  const reader = new IniReader();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    reader.readLine(line, index + 1);
    if (reader.isFull) break;
  }
  return reader;
}

class IniReader {
  readonly inventory = emptyInventory();
  readonly errors: DocumentError[] = [];
  private section: { group: InventoryGroup; kind: string } = {
    group: groupOf(this.inventory, 'ungrouped', { line: 1, column: 1 }),
    kind: 'hosts',
  };

  readLine(raw: string, line: number): void {
    const content = withoutComment(raw);
    const start = content.search(/\S/);
    if (start < 0) return;
    const place = { line, column: start + 1 };
    if (content[start] === '[') this.readSection(content.trim(), place);
    else if (this.section.kind === 'vars') this.readVariable(content, place);
    else this.readWords(content, place);
  }

  /** Nothing more is read: too many hosts, or so many errors that more would tell nothing. */
  get isFull(): boolean {
    return this.inventory.hosts.size > textLimits.items || this.errors.length >= textLimits.errors;
  }

  private readSection(content: string, place: Place): void {
    const match = /^\[([^[\]:\s]+)(?::([^[\]\s]*))?\]$/.exec(content);
    if (!match) {
      this.say('sectionMalformed', place, excerpt(content));
      return;
    }
    const [, name = '', kind = 'hosts'] = match;
    if (!['hosts', 'children', 'vars'].includes(kind)) {
      this.say('sectionKind', place, kind);
      return;
    }
    this.section = { group: groupOf(this.inventory, name, place), kind };
  }

  private readVariable(content: string, place: Place): void {
    const { group } = this.section;
    const equals = content.indexOf('=');
    if (equals < 0) {
      this.say('lineMalformed', place, excerpt(content.trim()));
      return;
    }
    const name = content.slice(0, equals).trim();
    const value = unquoted(content.slice(equals + 1).trim());
    group.variables.push({ ...place, name, value, path: `${group.name}.${name}` });
  }

  private readWords(content: string, place: Place): void {
    const words = wordsOf(content);
    const [first, ...rest] = words ?? [];
    if (words === null) this.say('quoteOpen', place, '');
    else if (first && this.section.kind === 'children') this.readChild(first, rest, place);
    else if (first) this.readHosts(first, rest, place);
  }

  private readChild(first: Word, [extra]: Word[], place: Place): void {
    if (extra) {
      this.say('lineMalformed', { ...place, column: extra.column }, extra.text);
      return;
    }
    this.section.group.children.push(first.text);
    groupOf(this.inventory, first.text, place);
  }

  private readHosts(first: Word, rest: Word[], place: Place): void {
    const { group } = this.section;
    const { name: pattern, port } = withoutPort(first.text);
    const names = hostsOfPattern(pattern, textLimits.items);
    if (names === null) {
      this.say('rangeMalformed', place, first.text, textLimits.items);
      return;
    }
    const broken = rest.find((word) => !/^[^=]+=/.test(word.text));
    if (broken) {
      this.say('lineMalformed', { ...place, column: broken.column }, excerpt(broken.text));
      return;
    }
    for (const host of names) {
      const variables = rest.map((word): Variable => {
        const equals = word.text.indexOf('=');
        const name = word.text.slice(0, equals);
        const value = word.text.slice(equals + 1);
        return { line: place.line, column: word.column, name, value, path: `${host}.${name}` };
      });
      if (port) variables.unshift({ ...place, name: 'ansible_port', value: port, path: `${host}.ansible_port` });
      this.inventory.hosts.set(host, [...(this.inventory.hosts.get(host) ?? []), ...variables]);
      group.hosts.add(host);
    }
  }

  private say(code: DocumentError['code'], place: Place, found: string, needed: string | number = ''): void {
    this.errors.push({ code, ...place, path: '', found, needed });
  }
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
