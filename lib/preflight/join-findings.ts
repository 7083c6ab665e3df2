import type { Finding } from '@/lib/plan/finding';
import { sorted } from '@/lib/plan/findings';

/** What a preflight adds to a plan's findings; plain data, so that it can go to a browser. */
export type PreflightWord = {
  findings: Finding[];
  /** By plan rule: hosts for which a check says the same from what it has just looked at. */
  covered: Record<string, string[]>;
};

/** The plan's own findings and the preflight's, blocking first. A rule's word from older facts is left out where a check has spoken. */
export function joinFindings(own: Finding[], { findings, covered }: PreflightWord): Finding[] {
  const kept = own.filter(({ id, hosts }) => {
    const there = covered[id];
    return !there || hosts.length === 0 || hosts.some((host) => !there.includes(host));
  });
  return sorted([...kept, ...findings]);
}
