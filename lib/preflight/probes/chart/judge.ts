import type { ChartSource } from '@/lib/plan/chart-source';
import { finding, type Outcome, passed } from '../../check';
import type { CurlAnswer } from './curl-script';
import type { Listed } from './versions-in';

export type Repository = Extract<ChartSource, { kind: 'repository' }>;

/** curl(1), “Exit codes”, the ones that say something of the way there, as keys that ICU can select on. */
const ways: Record<number, string> = {
  5: 'proxy',
  6: 'name',
  7: 'refused',
  28: 'timeout',
  35: 'tls',
  60: 'tls',
  97: 'proxy',
};
const statuses: Record<number, string> = { 401: 'login', 403: 'forbidden', 404: 'absent', 407: 'proxy' };
const few = (names: string[]) => names.slice(0, 5).join(', ') || 'none';

/** `found` is what a person would look for: a status, curl's number, or what is there instead. */
function outcome({ name, version, url }: Repository, problem: string, found = '', evidence?: string): Outcome {
  const values = { problem, found, chart: name, version, url };
  return problem === 'none' ? passed(values) : finding('block', values, evidence);
}

/** What stands between the host and an answer; null when it got one. */
export function judgeWay(repository: Repository, { exit, status }: CurlAnswer, said: string): Outcome | null {
  if (exit !== 0) return outcome(repository, ways[exit] ?? 'other', `curl ${exit}`, said);
  if (status >= 200 && status < 300) return null;
  return outcome(repository, statuses[status] ?? 'status', String(status), said);
}

export function judgeIndex(repository: Repository, listed: Listed | null): Outcome {
  const { version } = repository;
  if (!listed) return outcome(repository, 'index');
  if (listed.versions.length === 0) return outcome(repository, 'chart', few(listed.others));
  const has = listed.versions.includes(version);
  return has ? outcome(repository, 'none') : outcome(repository, 'version', few(listed.versions));
}

/** @param tags of the chart, the newest first; empty when the registry has none or doesn't tell */
export function judgeTags(repository: Repository, tags: string[]): Outcome {
  return tags.length === 0 ? outcome(repository, 'absent', '404') : outcome(repository, 'version', few(tags));
}

export const judgeFound = (repository: Repository): Outcome => outcome(repository, 'none');
