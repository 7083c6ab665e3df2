import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
} from 'yaml';
import type { DocumentError } from './document-error';
import { yamlErrorText } from './yaml-error';

/**
 * What a text may hold at most, so that reading one never stops a browser or the console. 1 MiB is a plan of some 3,000 hosts;
 * 100,000 values after aliases are expanded stops the doubling ones ("billion laughs"); nothing of ours nests ten deep;
 * 5,000 is what Kubernetes takes in nodes ("Considerations for large clusters").
 */
export const textLimits = { bytes: 2 ** 20, values: 100_000, depth: 64, items: 5000, errors: 100 };

export type Path = (string | number)[];
export type Place = { line: number; column: number };

export type YamlReading =
  | {
      value: unknown;
      errors: [];
      /** Where the value stands, or its nearest parent that is there: a missing field has no place of its own. */
      placeOf: (path: Path) => Place;
      /** Where the field's name stands; the value's place for an item of a list. */
      placeOfKey: (path: Path) => Place;
    }
  | { value: undefined; errors: DocumentError[] };

/** Found and needed in bytes when the text is larger than what is read; null when it is not. */
export function sizeError(bytes: number): DocumentError | null {
  if (bytes <= textLimits.bytes) return null;
  return { code: 'tooLarge', line: 1, column: 1, path: '', found: bytes, needed: textLimits.bytes };
}

/** One YAML document (or JSON, which is YAML), or every reason why there is none, each at its place. */
export function readYaml(text: string): YamlReading {
  const size = sizeError(new TextEncoder().encode(text).length);
  if (size) return { value: undefined, errors: [size] };
  const lines = new LineCounter();
  const at = (offset: number): Place => ({ line: lines.linePos(offset).line, column: lines.linePos(offset).col });
  const failed = (errors: DocumentError[]): YamlReading => ({ value: undefined, errors });
  let document: Document.Parsed;
  try {
    // Unique keys are looked at below: the parser compares each with each, which takes minutes for a long map.
    document = parseDocument(text, { lineCounter: lines, merge: true, uniqueKeys: false });
    const errors = document.errors.slice(0, textLimits.errors).map(
      ({ code, pos, message }): DocumentError => ({
        code: code === 'MULTIPLE_DOCS' ? 'severalDocuments' : 'syntax',
        ...at(pos[0]),
        ...{ path: '', found: code === 'MULTIPLE_DOCS' ? '' : yamlErrorText(message), needed: '' },
      }),
    );
    if (errors.length > 0) return failed(errors);
    const problems = new Inspection(at).of(document.contents);
    if (problems.length > 0) return failed(problems);
  } catch (error) {
    // The parser goes down a level per call: some thousand levels and the stack is full.
    if (!(error instanceof RangeError)) throw error;
    const found = `> ${textLimits.depth}`;
    return failed([{ code: 'tooDeep', line: 1, column: 1, path: '', found, needed: textLimits.depth }]);
  }
  const offsetOf = (path: Path): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true) as Node | undefined;
      if (node?.range) return node.range[0];
    }
    return document.contents?.range?.[0] ?? 0;
  };
  return {
    value: document.toJS({ maxAliasCount: -1 }),
    errors: [],
    placeOf: (path) => at(offsetOf(path)),
    placeOfKey: (path) => {
      const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
      const last = String(path.at(-1));
      const pair = isMap(parent) && parent.items.find(({ key }) => isScalar(key) && String(key.value) === last);
      const range = pair ? (pair.key as Node).range : null;
      return at(range ? range[0] : offsetOf(path));
    },
  };
}

/** Looks at every value once, in the text's order, for what would make the document ambiguous or endless. */
class Inspection {
  private readonly problems: DocumentError[] = [];
  private readonly anchors = new Map<string, Node>();
  /** Values that a node stands for; a node that is still being counted contains itself when it is met again. */
  private readonly sizes = new Map<Node, number>();

  constructor(private readonly at: (offset: number) => Place) {}

  of(root: Node | null): DocumentError[] {
    const size = root ? this.size(root, 0) : 0;
    if (Number.isFinite(size) && size > textLimits.values) this.say('aliases', root, size, textLimits.values);
    return this.problems.sort((a, b) => a.line - b.line || a.column - b.column);
  }

  private say(code: DocumentError['code'], node: Node | null, found: string | number, needed: string | number) {
    if (this.problems.length >= textLimits.errors) return;
    this.problems.push({ code, ...this.at(node?.range?.[0] ?? 0), path: '', found, needed });
  }

  private size(node: unknown, depth: number): number {
    if (isPair(node)) return this.size(node.key, depth) + this.size(node.value, depth);
    if (isAlias(node)) {
      const target = this.anchors.get(node.source);
      if (!target) this.say('unknownAlias', node, node.source, '');
      const size = target ? this.sizes.get(target) : 1;
      if (size === undefined) this.say('aliases', node, '∞', textLimits.values);
      return size ?? Number.POSITIVE_INFINITY;
    }
    if (!isScalar(node) && !isCollection(node)) return 0;
    if (node.anchor) this.anchors.set(node.anchor, node);
    let size = 1;
    if (isCollection(node)) {
      if (depth === textLimits.depth) this.say('tooDeep', node, depth + 1, textLimits.depth);
      if (isMap(node)) this.keysOf(node.items.map(({ key }) => key));
      for (const item of node.items) size += this.size(item, depth + 1);
    }
    this.sizes.set(node, size);
    return size;
  }

  private keysOf(keys: unknown[]) {
    const seen = new Set<string>();
    for (const key of keys) {
      if (!isScalar(key)) {
        this.say('keyNotText', isCollection(key) || isAlias(key) ? key : null, '', '');
        continue;
      }
      const name = String(key.value);
      // `<<` may stand several times: each merges another map.
      if (seen.has(name) && name !== '<<') this.say('duplicateKey', key, name, '');
      seen.add(name);
    }
  }
}
