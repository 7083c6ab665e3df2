/**
 * What is wrong at one place of a text that somebody imports. `code` is a key of `plan.document` in the catalogue, which
 * quotes the values; a code holds letters only.
 */
export type DocumentError = {
  code: DocumentErrorCode;
  /** 1-based, of the text. */
  line: number;
  column: number;
  /** `hosts.1.address`; '' for the whole. */
  path: string;
  found: string | number;
  needed: string | number;
};

export const documentErrorCodes = [
  // of the text as a whole
  'tooLarge', // bytes
  'empty',
  'unknownFormat', // found: what it looks like
  'noHosts',
  'tooMany', // items of a list, hosts
  // of YAML
  'syntax', // found: what the parser says
  'severalDocuments',
  'duplicateKey', // found: the key
  'keyNotText',
  'unknownAlias', // found: its name
  'aliases', // values once aliases are expanded
  'tooDeep', // levels
  // of a document
  'newerVersion',
  'noVersion',
  'missing', // needed: a kind of value
  'wrongType', // found: the value, needed: a kind of value
  'notOneOf', // found: the value, needed: the choices
  'tooSmall',
  'tooBig',
  'unknownField', // found: its name, needed: the ones that there are
  'shape', // found: what the schema says; no other code fits
  // of lines
  'sectionMalformed', // found: the line
  'sectionKind',
  'lineMalformed',
  'rangeMalformed',
  'quoteOpen',
  'columnCount',
  'hostLine',
] as const;
export type DocumentErrorCode = (typeof documentErrorCodes)[number];

/** Kinds of value that a text names: keys that ICU can select on. */
export type ValueKind = 'text' | 'number' | 'integer' | 'boolean' | 'list' | 'map' | 'other';

/** A value as an error shows it: one line, at most 60 characters. */
export function excerpt(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
