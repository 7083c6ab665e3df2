import type { LogLine } from '@/lib/realtime/protocol';

/** How a line is drawn. A guess for the eye alone: whether a step failed is decided by its exit status, never here. */
export const tones = ['plain', 'stage', 'warning', 'error'] as const;
export type Tone = (typeof tones)[number];

// kubeadm and kubelet write "[ERROR Port-6443]", klog writes "E0914 10:00:00", bash and apt write "error:" and "E:".
const errorPattern =
  /^\s*(?:\[ERROR\b|[EF]\d{4} \d\d:|E: |panic:|Traceback )|\b(?:error|fatal|failed|failure|cannot|couldn't|x509)\b(?!\s*=?\s*(?:0|<nil>|nil|false)\b)/i;
const warningPattern = /^\s*(?:\[WARNING\b|W\d{4} \d\d:|W: )|\b(?:warning|deprecated|retrying|retry \d)\b/i;
// "0 errors", "no error" and flags such as --ignore-preflight-errors say nothing bad.
const harmlessPattern = /\b(?:0|no|without) (?:errors?|failures?)\b|--[\w-]*errors?\b/i;

export function toneOf(line: Pick<LogLine, 'stream' | 'text'>): Tone {
  if (warningPattern.test(line.text)) return 'warning';
  if (errorPattern.test(line.text) && !harmlessPattern.test(line.text)) return 'error';
  return line.stream === 'engine' ? 'stage' : 'plain';
}
