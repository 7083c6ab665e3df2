import type { Finding, FindingValues } from '@/lib/plan/finding';
import { valuesToSay } from '@/lib/plan/finding-values';
import type { Path, Place } from '@/lib/plan/read-yaml';
import type { CommandContext } from './command';

export type PlacedFinding = Finding & Place & { title: string; detail: string };

/** Findings with their texts, and the place in the file that each is about. */
export function placed(context: CommandContext, findings: Finding[], placeOf: (path: Path) => Place): PlacedFinding[] {
  const words = (key: string, values?: FindingValues) => context.translate(`availability.${key}`, values);
  return findings.map((finding) => ({
    ...finding,
    ...placeOf(pathOf(finding.path ?? '')),
    title: context.translate(`findings.${finding.id}.title`, valuesToSay(words, finding)),
    detail: context.translate(`findings.${finding.id}.detail`, valuesToSay(words, finding)),
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
