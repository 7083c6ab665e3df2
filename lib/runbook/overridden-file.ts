import { parse as parseToml, TomlError } from 'smol-toml';
import { parseAllDocuments, parseDocument } from 'yaml';
import { CompileError } from './compile-error';
import { isMap, type Line, type Path, type Value, yamlEntry, yamlItem, yamlLines } from './document-lines';
import { type Merged, mergeOverride } from './merge';
import { type StepFile, stepFileSchema } from './runbook';
import { tomlEntry, tomlLines } from './toml-lines';

export type Document = { [key: string]: Value };
type Origin = StepFile['origins'][number];

/** YAML documents of an override by `kind`. @throws CompileError for what is not YAML or has no kind. */
export function overrideDocuments(text: string): Document[] {
  return parseAllDocuments(text).flatMap((document) => {
    const broken = document.errors[0];
    if (broken) throw new CompileError('override-invalid', { document: 'kubeadm', reason: broken.message });
    const value: Value = document.toJS();
    if (value === null || value === undefined) return [];
    if (!isMap(value) || typeof value.kind !== 'string') {
      throw new CompileError('override-invalid', { document: 'kubeadm', reason: 'a document without kind' });
    }
    return [value];
  });
}

const startsWith = (path: Path, prefix: Path) => prefix.every((part, at) => path[at] === part);

/** Lines of the merged document, with what the override brought and took away. */
function originsOf(
  lines: Line[],
  merged: Merged,
  source: string,
  gone: (path: Path, value: Value) => Line[],
): Origin[] {
  const origins: Origin[] = [];
  const sourceOf = (path: Path) => [source, ...path.filter((part) => !/^\d+$/.test(part))].join('.');
  for (const { path, value } of merged.replaced) {
    const parent = path.slice(0, -1);
    let at = lines.findIndex((line) => line.path.length >= path.length && startsWith(line.path, path));
    if (at < 0)
      at = lines.findLastIndex((line) => line.path.length >= parent.length && startsWith(line.path, parent)) + 1;
    for (const line of gone(path, value))
      origins.push({ line: at + 1, kind: 'replaced', text: line.text, source: sourceOf(path) });
  }
  lines.forEach((line, at) => {
    const brought =
      line.text !== '' && merged.brought.find((path) => startsWith(line.path, path) && line.path.length > 0);
    if (brought) origins.push({ line: at + 1, kind: 'override', text: '', source: sourceOf(brought) });
  });
  return origins.sort((a, b) => a.line - b.line);
}

/** A generated value that is gone, as it would stand in YAML. */
function yamlGone(at: Path, value: Value): Line[] {
  const indent = '  '.repeat(at.length - 1);
  const key = at.at(-1) ?? '';
  return /^\d+$/.test(key) ? yamlItem(value, indent, at) : yamlEntry(key, value, indent, at);
}

/** kubeadm's documents, each with the override of the same kind merged into it. Documents of other kinds stay out. */
export function mergedYamlFile(
  path: string,
  mode: string,
  documents: Document[],
  overrideText: string,
): { file: StepFile; documents: Document[] } {
  const overrides = overrideDocuments(overrideText);
  const content: string[] = [];
  const origins: Origin[] = [];
  const result: Document[] = [];
  let touched = false;
  for (const [index, document] of documents.entries()) {
    let merged: Merged = { value: document, brought: [], replaced: [] };
    for (const override of overrides.filter(({ kind }) => kind === document.kind)) {
      if (override.apiVersion !== undefined && override.apiVersion !== document.apiVersion) {
        throw new CompileError('override-api-version', {
          kind: String(document.kind),
          found: String(override.apiVersion),
          needed: String(document.apiVersion),
        });
      }
      const next = mergeOverride(merged.value, override);
      merged = {
        value: next.value,
        brought: [...merged.brought, ...next.brought],
        replaced: [...merged.replaced, ...next.replaced],
      };
      touched = true;
    }
    if (index > 0) content.push('---');
    const lines = yamlLines(merged.value);
    const offset = content.length;
    origins.push(
      ...originsOf(lines, merged, `kubeadm.${String(document.kind)}`, yamlGone).map((origin) => ({
        ...origin,
        line: origin.line + offset,
      })),
    );
    content.push(...lines.map(({ text }) => text));
    result.push(isMap(merged.value) ? merged.value : document);
  }
  const text = (parts: string[]) => `${parts.join('\n')}\n`;
  const generated = text(
    documents.flatMap((document, index) => [
      ...(index > 0 ? ['---'] : []),
      ...yamlLines(document).map((line) => line.text),
    ]),
  );
  const merge = touched ? { generated, overrides: overrideText } : {};
  return { file: stepFileSchema.parse({ path, mode, content: text(content), origins, ...merge }), documents: result };
}

/** A chart's values with the override merged into them. @throws CompileError for what is not one YAML map. */
export function mergedValuesFile(
  path: string,
  mode: string,
  document: Document,
  overrideText: string,
  source: string,
): StepFile {
  const before = yamlLines(document);
  const override = parsedValues(overrideText, source);
  if (override === null) return stepFileSchema.parse({ path, mode, content: textOf(before) });
  const merged = mergeOverride(document, override);
  const lines = yamlLines(merged.value);
  const origins = originsOf(lines, merged, source, yamlGone);
  const texts = { content: textOf(lines), generated: textOf(before), overrides: overrideText };
  return stepFileSchema.parse({ path, mode, ...texts, origins });
}

const textOf = (lines: Line[]) => `${lines.map((line) => line.text).join('\n')}\n`;

/** Null when there is nothing but space and comments. */
function parsedValues(text: string, source: string): Document | null {
  const document = parseDocument(text);
  const broken = document.errors[0];
  if (broken) throw new CompileError('override-invalid', { document: source, reason: broken.message });
  const value: Value = document.toJS();
  if (value === null || value === undefined) return null;
  if (!isMap(value)) throw new CompileError('override-invalid', { document: source, reason: 'not a map' });
  return value;
}

/** A TOML file with the override merged into it. @throws CompileError for what is not TOML. */
export function mergedTomlFile(
  path: string,
  mode: string,
  document: Document,
  overrideText: string,
  source: string,
): StepFile {
  const before = tomlLines(document);
  if (overrideText.trim() === '') return stepFileSchema.parse({ path, mode, content: textOf(before) });
  const merged = mergeOverride(document, parsedToml(overrideText, source));
  const lines = tomlLines(isMap(merged.value) ? merged.value : document);
  const gone = (at: Path, value: Value): Line[] =>
    [isMap(value) ? tomlLines(value, at) : tomlEntry(at.at(-1) ?? '', value, at)].flat();
  const origins = originsOf(lines, merged, source, gone);
  const texts = { content: textOf(lines), generated: textOf(before), overrides: overrideText };
  return stepFileSchema.parse({ path, mode, ...texts, origins });
}

function parsedToml(text: string, source: string): Document {
  try {
    return parseToml(text) as Document;
  } catch (error) {
    if (error instanceof TomlError)
      throw new CompileError('override-invalid', { document: source, reason: error.message.split('\n')[0] ?? '' });
    throw error;
  }
}
