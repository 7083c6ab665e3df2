import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** Where a check's own tests are: on a lab host, on one with a reading that a test has put there, or beside its code. */
export type TestKind = 'lab' | 'lab (faked reading)' | 'unit';

/**
 * Checks by the kinds of their tests. A test is a check's when its title begins with the check's id (or ids, by commas), or when
 * it runs over a table and the row that its title quotes holds the id.
 */
export function testsOfChecks(ids: readonly string[], root: string): Map<string, Set<TestKind>> {
  const found = new Map<string, Set<TestKind>>();
  const folder = path.join(root, 'lib/preflight');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'));
  for (const file of files) {
    const text = readFileSync(path.join(folder, file), 'utf8');
    for (const { title, quoted } of titlesIn(text)) {
      const kind: TestKind = !file.endsWith('.lab.test.ts')
        ? 'unit'
        : /faked reading/.test(title)
          ? 'lab (faked reading)'
          : 'lab';
      for (const id of idsOf(title, quoted, ids)) found.set(id, (found.get(id) ?? new Set()).add(kind));
    }
  }
  return found;
}

function idsOf(title: string, quoted: readonly string[], ids: readonly string[]): string[] {
  const subject = title.split(':')[0] ?? '';
  const named = subject.split(',').map((each) => each.trim());
  const begins = (id: string) => title.startsWith(id) && !/[\w.-]/.test(title[id.length] ?? ' ');
  return ids.filter((id) => begins(id) || named.includes(id) || quoted.includes(id));
}

export type Title = {
  title: string;
  /** What a row of a table put into it. */
  quoted: string[];
};

/** Titles of all tests in a file; those of tables once a row, as far as the rows stand in the file. */
export function titlesIn(text: string): Title[] {
  const source = ts.createSourceFile('tests.ts', text, ts.ScriptTarget.Latest, true);
  const arrays = new Map<string, ts.ArrayLiteralExpression>();
  const titles: Title[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) {
      const array = node.initializer && arrayIn(node.initializer);
      if (array) arrays.set(node.name.text, array);
    }
    if (ts.isCallExpression(node)) titles.push(...titlesOfCall(node, arrays));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return titles;
}

function titlesOfCall(call: ts.CallExpression, arrays: ReadonlyMap<string, ts.ArrayLiteralExpression>): Title[] {
  const [first] = call.arguments;
  if (!first || !ts.isStringLiteralLike(first) || !isTest(call.expression)) return [];
  const table = tableOf(call.expression, arrays);
  if (!table) return [{ title: first.text, quoted: [] }];
  return table.elements.map((row) => {
    const cells = (ts.isArrayLiteralExpression(row) ? [...row.elements] : [row]).map((cell) =>
      ts.isStringLiteralLike(cell) ? cell.text : null,
    );
    const quoted: string[] = [];
    const title = first.text.replace(/%[sdifjo]/g, () => {
      const cell = cells[quoted.length] ?? '…';
      quoted.push(cell);
      return cell;
    });
    return { title, quoted };
  });
}

/** `test(…)`, `test.runIf(…)(…)`, `test.each(…)(…)`. */
function isTest(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return callee.text === 'test' || callee.text === 'it';
  if (ts.isPropertyAccessExpression(callee)) return isTest(callee.expression);
  return ts.isCallExpression(callee) && ts.isPropertyAccessExpression(callee.expression) && isTest(callee.expression);
}

function tableOf(
  callee: ts.Expression,
  arrays: ReadonlyMap<string, ts.ArrayLiteralExpression>,
): ts.ArrayLiteralExpression | null {
  if (!ts.isCallExpression(callee) || !ts.isPropertyAccessExpression(callee.expression)) return null;
  if (callee.expression.name.text !== 'each') return null;
  const [rows] = callee.arguments;
  if (!rows) return null;
  return arrayIn(rows) ?? (ts.isIdentifier(rows) ? (arrays.get(rows.text) ?? null) : null);
}

function arrayIn(node: ts.Expression): ts.ArrayLiteralExpression | null {
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return arrayIn(node.expression);
  return ts.isArrayLiteralExpression(node) ? node : null;
}
