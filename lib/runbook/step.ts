import type { z } from 'zod';
import { quote } from '@/lib/text/quote';
import { type Step, type StepFile, stepFileSchema, stepSchema } from './runbook';

/** sudo's and systemd's PATH may lack /usr/local/bin; messages that scripts read must be in English. */
export const scriptHead =
  'export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C KUBECONFIG=/etc/kubernetes/admin.conf\n';

const draftSchema = stepSchema.omit({ id: true, title: true });
export type StepDraft = Omit<z.input<typeof draftSchema>, 'deadlineSeconds'> & {
  deadlineSeconds?: Partial<Step['deadlineSeconds']>;
};

export function stepId(action: string, host: { name: string }): string {
  return `${action}/${host.name}`;
}

/** A step from its draft: id, title, the scripts' common head and the usual deadlines filled in. */
export function step(draft: StepDraft): Step {
  const script = (body: string) => `${scriptHead}${body.trim()}\n`;
  return stepSchema.parse({
    ...draft,
    id: stepId(draft.action, { name: draft.host }),
    title: { key: `steps.${draft.action}.title`, values: { host: draft.host } },
    observe: script(draft.observe),
    act: script(draft.act),
    verify: script(draft.verify),
    outputs: (draft.outputs ?? []).map((output) => ({ ...output, read: script(output.read) })),
    deadlineSeconds: { observe: 60, act: 600, verify: 120, ...draft.deadlineSeconds },
  });
}

export function file(path: string, mode: string, content: string): StepFile {
  return stepFileSchema.parse({ path, mode, content });
}

/** bash: every lasting file of the step is on the host as it should be, else exit 1. */
export function filesInPlace(files: StepFile[]): string {
  const lasting = files.filter(({ path }) => !path.startsWith('/run/'));
  if (lasting.length === 0) return '';
  return `sha256sum --check --status 2>/dev/null <<'FILES' || exit 1
${lasting.map(({ path }) => `@{sha256:${path}}  ${path}`).join('\n')}
FILES`;
}

/** What a step left behind to know later that it ran for exactly this input. */
export function stampPath(action: string): string {
  return `/var/lib/slipway/stamps/${action}`;
}

/**
 * bash functions for a step that installs files too large to hash at every look: `stamp` prints what was installed
 * from what, with size and time of each file.
 */
export function stampOf(
  action: string,
  source: string,
  paths: string[],
): { define: string; check: string; write: string } {
  return {
    define: `stamp() { echo ${quote(source)}; stat -c '%n %s %Y' ${paths.map(quote).join(' ')} 2>/dev/null || echo missing; }`,
    check: `[ -f ${stampPath(action)} ] && [ "$(stamp)" = "$(cat ${stampPath(action)})" ] || exit 1`,
    write: `mkdir -p /var/lib/slipway/stamps\nstamp > ${stampPath(action)}`,
  };
}

/**
 * bash: `wait_for SECONDS WHAT COMMAND…` asks three times a second; COMMAND prints the state that it sees, and the last one is
 * in the error.
 */
export const waitFor = `wait_for() {
  local seconds=$1 what=$2 until=$((SECONDS + $1)) state said=
  shift 2
  while ! state=$("$@" 2>&1); do
    if [ "$SECONDS" -ge "$until" ]; then
      echo "Waited $seconds s for $what; last seen: $(printf %s "$state" | tail -n 3)" >&2
      return 1
    fi
    if [ "$state" != "$said" ] && [ -n "$state" ]; then printf 'Waiting for %s: %s\\n' "$what" "$(printf %s "$state" | tail -n 1)"; said=$state; fi
    sleep 0.3
  done
}`;
