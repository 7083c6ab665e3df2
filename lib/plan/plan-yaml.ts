import { LineCounter, parseDocument, stringify } from 'yaml';
import { migratePlan, PlanDocumentError } from './migrate-plan';
import type { Plan } from './schema';
import { yamlErrorText } from './yaml-error';

/** The document as text to keep in git: no secret is in it, only the ids of credentials. */
export function planToYaml(plan: Plan): string {
  return stringify(plan, { lineWidth: 0 });
}

/** `code` is a key of `plan.document` in the catalogue, and quotes these values. */
export type YamlError = {
  code: 'syntax' | 'shape' | 'newerVersion' | 'noVersion';
  /** 1-based. */
  line: number;
  column: number;
  path: string;
  found: string | number;
  needed: number;
};

export type ImportedPlan = { plan: Plan; errors: [] } | { plan: null; errors: YamlError[] };

/** The plan in a text, of any known schema version, or every reason why there is none, each with its line. */
export function planFromYaml(text: string): ImportedPlan {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const place = (offset: number) => ({ line: lines.linePos(offset).line, column: lines.linePos(offset).col });
  if (document.errors.length > 0) {
    const errors = document.errors.map(({ pos, message }) => ({
      ...{ code: 'syntax' as const, path: '', needed: 0 },
      ...place(pos[0]),
      found: yamlErrorText(message),
    }));
    return { plan: null, errors };
  }
  try {
    return { plan: migratePlan(document.toJS()), errors: [] };
  } catch (error) {
    if (!(error instanceof PlanDocumentError)) throw error;
    const { code, values, issues } = error;
    if (code !== 'shape') return { plan: null, errors: [{ code, line: 1, column: 1, path: '', ...values }] };
    const errors = issues.map(({ path, found }) => ({
      code,
      path,
      found,
      needed: values.needed,
      ...place(offsetOf(path)),
    }));
    return { plan: null, errors };
  }

  /** Where the path stands, or its nearest parent that is there: a missing field has no place of its own. */
  function offsetOf(path: string): number {
    const keys: (string | number)[] = path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
    while (keys.length > 0) {
      const node = document.getIn(keys, true) as { range?: [number, number, number] } | undefined;
      if (node?.range) return node.range[0];
      keys.pop();
    }
    return document.contents?.range?.[0] ?? 0;
  }
}
