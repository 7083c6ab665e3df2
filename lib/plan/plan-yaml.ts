import { stringify } from 'yaml';
import type { DocumentError } from './document-error';
import type { DocumentIssue } from './document-issue';
import { latestDocument, migratePlan, PlanDocumentError } from './migrate-plan';
import { type Path, type Place, readYaml } from './read-yaml';
import { type Plan, planSchema } from './schema';
import { unknownFields } from './unknown-fields';

/** The document as text to keep in git: no secret is in it, only the ids of credentials. */
export function planToYaml(plan: Plan): string {
  return stringify(plan, { lineWidth: 0, aliasDuplicateObjects: false });
}

export type ImportedPlan =
  | { plan: Plan; errors: [] /** Where a field of the plan stands in the text. */; placeOf: (path: Path) => Place }
  | { plan: null; errors: DocumentError[] };

/**
 * The plan in a text, of any known schema version, or every reason why there is none, each with its line.
 *
 * A field that the schema doesn't know is refused, not dropped: every field of ours has a default, so a misspelt one would
 * silently mean something else than what stands in the file. (Formats of others have fields that we have no place for; there
 * they are listed, see `import/`.)
 */
export function planFromYaml(text: string): ImportedPlan {
  const yaml = readYaml(text);
  if (yaml.errors.length > 0 || !('placeOf' in yaml)) return { plan: null, errors: yaml.errors };
  const { value, placeOf, placeOfKey } = yaml;
  try {
    const unknown = unknownFields(planSchema, latestDocument(value)).map(({ path, known }): DocumentError => {
      const found = String(path.at(-1));
      return { code: 'unknownField', ...placeOfKey(path), path: path.join('.'), found, needed: known.join(', ') };
    });
    const { plan, issues } = parsed(value);
    const wrong = issues.map(
      (issue): DocumentError => ({ ...issue, path: issue.path.join('.'), ...placeOf(issue.path) }),
    );
    const errors = [...wrong, ...unknown].sort((a, b) => a.line - b.line || a.column - b.column);
    return plan && errors.length === 0 ? { plan, errors: [], placeOf } : { plan: null, errors };
  } catch (error) {
    if (!(error instanceof PlanDocumentError) || error.code === 'shape') throw error;
    const place = error.code === 'newerVersion' ? placeOf(['schemaVersion']) : { line: 1, column: 1 };
    return { plan: null, errors: [{ code: error.code, ...place, path: '', ...error.values }] };
  }
}

function parsed(value: unknown): { plan: Plan | null; issues: DocumentIssue[] } {
  try {
    return { plan: migratePlan(value), issues: [] };
  } catch (error) {
    if (error instanceof PlanDocumentError && error.code === 'shape') return { plan: null, issues: error.issues };
    throw error;
  }
}
