import { readFile, stat } from 'node:fs/promises';
import { readBundle } from '@/lib/artifacts/read-bundle';
import type { BundleReading } from '@/lib/plan/bundle-reading';
import type { DocumentError } from '@/lib/plan/document-error';
import { documentIssue } from '@/lib/plan/document-issue';
import { type FactsByHost, factsByHostSchema } from '@/lib/plan/facts';
import { planFromYaml } from '@/lib/plan/plan-yaml';
import { type Path, type Place, readYaml, sizeError } from '@/lib/plan/read-yaml';
import type { Plan } from '@/lib/plan/schema';
import { type CommandContext, reasonOf, UnreadableError } from './command';

/** @throws UnreadableError when the file can't be read, with what the system says */
export async function readText(context: CommandContext, path: string): Promise<string> {
  const file = context.resolve(path);
  try {
    const { size } = await stat(file);
    const tooLarge = sizeError(size);
    if (tooLarge) throw unreadable(context, path, [tooLarge]);
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof UnreadableError) throw error;
    throw new UnreadableError(context.translate('cli.noFile', { path, reason: reasonOf(error) }));
  }
}

/** Every reason why a file can't be taken, a line each, each with its place. */
export function unreadable(context: CommandContext, file: string, errors: DocumentError[]): UnreadableError {
  const details = errors.map((error) => ({ ...error, text: context.translate(`plan.document.${error.code}`, error) }));
  const lines = details.map(({ line, column, text }) => `${file}:${line}:${column}  ${text}`);
  return new UnreadableError(lines.join('\n'), details);
}

/** @throws UnreadableError */
export async function readPlan(
  context: CommandContext,
  path: string,
): Promise<{ plan: Plan; placeOf: (path: Path) => Place }> {
  const read = planFromYaml(await readText(context, path));
  if (read.plan === null) throw unreadable(context, path, read.errors);
  return read;
}

/** Facts by host as the console exports them, JSON or YAML. @throws UnreadableError */
export async function readFacts(context: CommandContext, path: string): Promise<FactsByHost> {
  const yaml = readYaml(await readText(context, path));
  if (!('placeOf' in yaml)) throw unreadable(context, path, yaml.errors);
  const parsed = factsByHostSchema.safeParse(yaml.value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue): DocumentError => {
    const found = documentIssue(issue, yaml.value);
    return { ...found, path: found.path.join('.'), ...yaml.placeOf(found.path) };
  });
  throw unreadable(context, path, errors);
}

/** The plan with the folder as its bundle, and what is in it: a plan names the folder on the console's machine, not on this one. */
export async function withBundle(
  context: CommandContext,
  plan: Plan,
  folder: string,
): Promise<{ plan: Plan; bundle: BundleReading }> {
  const resolved = context.resolve(folder);
  return { plan: { ...plan, artifacts: { kind: 'bundle', folder: resolved } }, bundle: await readBundle(resolved) };
}
