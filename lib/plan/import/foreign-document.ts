import { type DocumentError, excerpt, type ValueKind } from '../document-error';
import { type Path, type Place, textLimits } from '../read-yaml';
import type { ImportReason, NotCarriedOver } from './imported';
import { shownValue } from './shown-value';

/** Reasons by place: `nodes.*.labels`, where `*` is any one key. */
export type ReasonsByPlace = Record<string, ImportReason>;

const keyOf = (path: Path) => path.join('\0');

/**
 * A document of another program while a plan is made of it. Everything that is asked for counts as read; what nobody asked for
 * is listed at the end, so that nothing can be forgotten.
 */
export class ForeignDocument {
  readonly errors: DocumentError[] = [];
  private readonly notes: NotCarriedOver[] = [];
  private readonly read = new Set<string>();
  /** Parents of what was read. */
  private readonly entered = new Set<string>();

  constructor(
    private readonly value: unknown,
    private readonly placeOf: (path: Path) => Place,
    private readonly reasons: ReasonsByPlace = {},
  ) {}

  /** A text; a number or a truth value counts as its text, as in a language without quotes. '' when it is not there. */
  text(...path: Path): string {
    const value = this.take(path);
    if (value === undefined || value === null) return '';
    if (typeof value === 'object') return this.wrong(path, value, 'text', '');
    return String(value).trim();
  }

  /** A number from 1 to 65535, also as text; undefined when it is not there. */
  port(...path: Path): number | undefined {
    return this.integer(path, 1, 65535);
  }

  integer(path: Path, least: number, most: number): number | undefined {
    const value = this.take(path);
    if (value === undefined || value === null || value === '') return undefined;
    const number = typeof value === 'string' && /^\d+$/.test(value.trim()) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isInteger(number)) return this.wrong(path, value, 'integer', undefined);
    if (number < least) this.say('tooSmall', path, number, least);
    else if (number > most) this.say('tooBig', path, number, most);
    else return number;
    return undefined;
  }

  /** A truth value, also in the words of YAML 1.1, which these programs read. Absent is false. */
  flag(...path: Path): boolean {
    const value = this.take(path);
    if (value === undefined || value === null || value === '') return false;
    if (typeof value === 'boolean') return value;
    if (/^(true|yes|on|y)$/i.test(String(value))) return true;
    if (/^(false|no|off|n)$/i.test(String(value))) return false;
    return this.wrong(path, value, 'boolean', false);
  }

  /** Names of the map's fields; none when it is not there. */
  keys(...path: Path): string[] {
    const value = this.at(path);
    if (value === undefined || value === null) return [];
    if (typeof value !== 'object' || Array.isArray(value)) return this.wrong(path, value, 'map', []);
    return Object.keys(value);
  }

  /** Indices of the list's items; none when it is not there. */
  indices(...path: Path): number[] {
    const value = this.at(path);
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) return this.wrong(path, value, 'list', []);
    if (value.length > textLimits.items) {
      this.say('tooMany', path, value.length, textLimits.items);
      return [];
    }
    return value.map((_, index) => index);
  }

  /** Texts of a list; one text alone counts as a list of it. */
  texts(...path: Path): string[] {
    if (typeof this.at(path) === 'string') return [this.text(...path)];
    return this.indices(...path).map((index) => this.text(...path, index));
  }

  /** Whatever is there, all of it read. */
  take(path: Path): unknown {
    this.read.add(keyOf(path));
    for (let length = 0; length < path.length; length += 1) this.entered.add(keyOf(path.slice(0, length)));
    return this.at(path);
  }

  at(path: Path): unknown {
    return path.reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, key)
          ? (value as Record<string | number, unknown>)[key]
          : undefined,
      this.value,
    );
  }

  /** Lists what stands at the path as not carried over, and counts it as read; nothing there is nothing to list. */
  leave(path: Path, reason: ImportReason): void {
    const value = this.take(path);
    if (!isUnset(value)) this.notes.push(this.noteOf(path, value, reason));
  }

  /** Lists something that the plan lacks although the file says nothing wrong about it. */
  note(path: Path, reason: ImportReason, value = ''): void {
    this.notes.push({ path: path.join('.'), line: this.placeOf(path).line, value, reason });
  }

  say(code: DocumentError['code'], path: Path, found: string | number, needed: string | number = ''): void {
    this.errors.push({ code, ...this.placeOf(path), path: path.join('.'), found, needed });
  }

  /** What was left and what nobody read, in the file's order. */
  notCarriedOver(): NotCarriedOver[] {
    return [...this.notes, ...this.unread(this.value, [])].sort((a, b) => a.line - b.line);
  }

  private wrong<T>(path: Path, found: unknown, needed: ValueKind, instead: T): T {
    this.say('wrongType', path, excerpt(found), needed);
    return instead;
  }

  private unread(value: unknown, path: Path): NotCarriedOver[] {
    if (this.read.has(keyOf(path)) || isUnset(value)) return [];
    const reason = this.reasonOf(path);
    const descend = this.entered.has(keyOf(path)) || (!reason && this.hasReasonsBelow(path));
    if (!descend || typeof value !== 'object' || value === null) {
      return [this.noteOf(path, value, reason ?? 'unknownField')];
    }
    return Object.entries(value).flatMap(([key, child]) =>
      this.unread(child, [...path, Array.isArray(value) ? Number(key) : key]),
    );
  }

  private noteOf(path: Path, value: unknown, reason: ImportReason): NotCarriedOver {
    const name = String(path.findLast((key) => typeof key === 'string') ?? '');
    return { path: path.join('.'), line: this.placeOf(path).line, value: shownValue(value, name), reason };
  }

  private reasonOf(path: Path): ImportReason | undefined {
    const place = Object.keys(this.reasons).find((pattern) => {
      const parts = pattern.split('.');
      return parts.length <= path.length && parts.every((part, at) => part === '*' || part === String(path[at]));
    });
    return place === undefined ? undefined : this.reasons[place];
  }

  private hasReasonsBelow(path: Path): boolean {
    return Object.keys(this.reasons).some((pattern) => {
      const parts = pattern.split('.');
      return parts.length > path.length && path.every((key, at) => parts[at] === '*' || parts[at] === String(key));
    });
  }
}

/** Go's zero values, which these programs write for "not set"; and nothing but such. */
function isUnset(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isUnset);
  return value === undefined || value === null || value === '' || value === false || value === 0;
}
