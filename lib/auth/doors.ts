import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** What the source says about each door, in the form of the tables in `access.ts`. For tests: it reads the tree. */
export type Doors = { pages: Found; routes: Found; actions: Found; events: string[] };
type Found = Record<string, string>;

/** A server action that is neither `action(…)` nor `publicAction(…)`, or stands inside a component. */
export const unguarded = 'unguarded';

export function findDoors(root: string): Doors {
  const read = (file: string) =>
    ts.createSourceFile(file, readFileSync(path.join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const files = (pattern: string) => globSync(pattern, { cwd: root }).sort();
  const pages = files('app/**/page.tsx').map((file) => [addressOf(file), permissionIn(read(file), 'requireUser')]);
  const routes = files('app/**/route.ts').flatMap((file) =>
    exportsOf(read(file))
      .filter(({ name }) => /^[A-Z]+$/.test(name))
      .map(({ name, value }) => [`${name} ${addressOf(file)}`, permissionOf(value, 'route')]),
  );
  const actions = files('{app,components,lib}/**/*.{ts,tsx}').flatMap((file) => actionsIn(file, read(file)));
  return {
    pages: Object.fromEntries(pages),
    routes: Object.fromEntries(routes),
    actions: Object.fromEntries(actions),
    events: eventsIn(read('lib/realtime/protocol.ts')),
  };
}

/** `app/(auth)/sign-in/page.tsx` is `/sign-in`. */
function addressOf(file: string): string {
  const folders = path.dirname(file).split('/').slice(1);
  return `/${folders.filter((folder) => !folder.startsWith('(')).join('/')}`;
}

function actionsIn(file: string, source: ts.SourceFile): [string, string][] {
  if (!/['"]use server['"]/.test(source.text)) return [];
  const directive = source.statements[0];
  if (!directive || !isDirective(directive)) {
    return containsDirective(source) ? [[`${file}#(inside)`, unguarded]] : [];
  }
  return exportsOf(source).map(({ name, value }) => [
    `${file}#${name}`,
    isCallOf(value, 'publicAction') ? 'public' : permissionOf(value, 'action', unguarded),
  ]);
}

type Exported = { name: string; value: ts.Node | undefined };

/** Values that a module exports; types are no doors. `export { a }` and `export *` count as unguarded. */
function exportsOf(source: ts.SourceFile): Exported[] {
  return source.statements.flatMap((statement): Exported[] => {
    if (ts.isExportDeclaration(statement))
      return statement.isTypeOnly ? [] : [{ name: statement.getText(), value: undefined }];
    if (ts.isExportAssignment(statement)) return [{ name: 'default', value: statement.expression }];
    const exported =
      ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword);
    if (!exported) return [];
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.map((d) => ({ name: d.name.getText(), value: d.initializer }));
    }
    if (ts.isFunctionDeclaration(statement)) return [{ name: statement.name?.text ?? 'default', value: statement }];
    return [];
  });
}

/** The permission in `guard('permission', …)`; `public` for a page or route that isn't made by its guard. */
function permissionOf(value: ts.Node | undefined, guard: string, otherwise = 'public'): string {
  if (!isCallOf(value, guard)) return otherwise;
  const first = value.arguments[0];
  return first && ts.isStringLiteral(first) ? first.text : unguarded;
}

function permissionIn(source: ts.SourceFile, guard: string): string {
  let found = 'public';
  const visit = (node: ts.Node): void => {
    if (found === 'public' && isCallOf(node, guard)) found = permissionOf(node, guard);
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isCallOf(node: ts.Node | undefined, name: string): node is ts.CallExpression {
  return node !== undefined && ts.isCallExpression(node) && node.expression.getText() === name;
}

function isDirective(statement: ts.Node): boolean {
  return (
    ts.isExpressionStatement(statement) &&
    ts.isStringLiteral(statement.expression) &&
    statement.expression.text === 'use server'
  );
}

function containsDirective(node: ts.Node): boolean {
  return isDirective(node) || (ts.forEachChild(node, (child) => containsDirective(child) || undefined) ?? false);
}

function eventsIn(protocol: ts.SourceFile): string[] {
  const type = protocol.statements.find((s) => ts.isTypeAliasDeclaration(s) && s.name.text === 'ClientEvents');
  if (!type || !ts.isTypeAliasDeclaration(type) || !ts.isTypeLiteralNode(type.type)) return [];
  return type.type.members.map((member) => (member.name && ts.isStringLiteral(member.name) ? member.name.text : ''));
}
