import type { z } from 'zod';
import { type DocumentErrorCode, excerpt, type ValueKind } from './document-error';

/** One place in a document that doesn't fit a schema, with what was found there and what is needed. */
export type DocumentIssue = {
  code: Extract<DocumentErrorCode, 'missing' | 'wrongType' | 'notOneOf' | 'tooSmall' | 'tooBig' | 'shape'>;
  path: (string | number)[];
  found: string;
  needed: string | number;
};

const kinds: Record<string, ValueKind> = {
  string: 'text',
  number: 'number',
  int: 'integer',
  boolean: 'boolean',
  array: 'list',
  object: 'map',
};

/** What the schema found, as codes and values: its own text is in one language only. */
export function documentIssue(issue: z.core.$ZodIssue, document: unknown): DocumentIssue {
  const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  const value = path.reduce<unknown>(
    (at, key) => (at as Record<string | number, unknown> | undefined)?.[key],
    document,
  );
  const say = (code: DocumentIssue['code'], needed: string | number): DocumentIssue =>
    value === undefined
      ? { code: 'missing', path, found: '', needed: code === 'wrongType' ? needed : 'other' }
      : { code, path, found: excerpt(value), needed };
  if (issue.code === 'invalid_type') return say('wrongType', kinds[issue.expected] ?? 'other');
  if (issue.code === 'too_small') return say('tooSmall', Number(issue.minimum));
  if (issue.code === 'too_big') return say('tooBig', Number(issue.maximum));
  const choices = choicesOf(issue);
  if (choices.length > 0) return say('notOneOf', choices.join(', '));
  return { code: 'shape', path, found: issue.message, needed: '' };
}

function choicesOf(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code !== 'invalid_union') return [];
  // A union by `kind` names its kinds; any other one is of choices, and each part names its own.
  if ('options' in issue && Array.isArray(issue.options)) return issue.options.map(String);
  return issue.errors.flat().flatMap(choicesOf);
}
