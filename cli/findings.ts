import type { Finding } from '@/lib/plan/finding';
import type { Path, Place } from '@/lib/plan/read-yaml';
import type { CommandContext } from './command';

export type PlacedFinding = Finding & Place & { title: string; detail: string };

/** Findings with their texts, and the place in the file that each is about. */
export function placed(context: CommandContext, findings: Finding[], placeOf: (path: Path) => Place): PlacedFinding[] {
  return findings.map((finding) => ({
    ...finding,
    ...placeOf(pathOf(finding.path ?? '')),
    title: context.translate(`findings.${finding.id}.title`, finding.values),
    detail: context.translate(`findings.${finding.id}.detail`, finding.values),
  }));
}

/** `plan.yaml:12:5  blocking  …` as compilers print it, so that editors find the place. */
export function findingLines(context: CommandContext, file: string, findings: PlacedFinding[]): string[] {
  return findings.flatMap(({ line, column, severity, title, detail, id }) => [
    `${file}:${line}:${column}  ${context.translate(`cli.severity.${severity}`)}  ${title} [${id}]`,
    ...detail.split('\n').map((text) => `    ${text}`),
  ]);
}

function pathOf(path: string): Path {
  return path === '' ? [] : path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}
