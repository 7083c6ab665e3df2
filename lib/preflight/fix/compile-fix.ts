import { internalAddressOf, type Plan, type PlanHost } from '@/lib/plan/schema';
import { type Runbook, runbookSchema, type Step, stepSchema } from '@/lib/runbook/runbook';
import { scriptHead } from '@/lib/runbook/step';
import { quote } from '@/lib/text/quote';
import { checkOf } from '../catalogue';
import type { CheckContext, CheckValues, FixedFile } from '../check';

/** One finding that shall be mended: a check, the host, and what was measured there. */
export type ToFix = { check: string; host: string; values: CheckValues };

/** A fix as it will run on one host. */
export type HostFix = { script: string; files: FixedFile[]; verify: string };

/** Null where the check has no fix, the plan no such host, or these values leave nothing safe to do. */
export function fixOf(context: CheckContext, { check: id, host: name, values }: ToFix): HostFix | null {
  const fix = checkOf(id)?.fix;
  const host = context.plan.hosts.find((each) => each.name === name);
  if (!fix || !host) return null;
  const script = fix.script(context, host, values);
  if (script === null) return null;
  return { script, files: fix.files?.(context, host, values) ?? [], verify: fix.verify(context, host, values) };
}

/**
 * A runbook of kind `fix`: a step for each finding that can be mended, on its host, in the order given. Steps of one host go one
 * after the other (two may write the same file), hosts at the same time. Null when nothing of it can be mended.
 */
export function compileFix(context: CheckContext, wanted: ToFix[]): Runbook | null {
  const steps: Step[] = [];
  const last = new Map<string, string>();
  for (const each of wanted) {
    if (steps.some(({ id }) => id === stepIdOf(each))) continue;
    const fix = fixOf(context, each);
    if (!fix) continue;
    const before = last.get(each.host);
    const made = stepOf(each, fix, before === undefined ? [] : [before]);
    last.set(each.host, made.id);
    steps.push(made);
  }
  if (steps.length === 0) return null;
  return runbookSchema.parse({
    formatVersion: 1,
    kind: 'fix',
    plan: context.plan.name,
    hosts: hostsOf(context.plan, last),
    phases: [{ id: 'fix' }],
    secrets: [],
    steps,
    watch: null,
  });
}

function hostsOf(plan: Plan, touched: ReadonlyMap<string, unknown>) {
  const named = (host: PlanHost) => ({ name: host.name, address: internalAddressOf(host), roles: host.roles });
  return plan.hosts.filter((host) => touched.has(host.name)).map(named);
}

const stepIdOf = ({ check, host }: ToFix) => `fix-${check}/${host}`;

function stepOf({ check, host }: ToFix, { script, files, verify }: HostFix, needs: string[]): Step {
  const action = `fix-${check}`;
  // Not as a condition: there bash leaves errexit out, and only the last line would count.
  const asked = `fixed() {\n${verify.trim()}\n}\ntrap - ERR\nset +e\n( set -e; fixed )\nrc=$?\nset -e\nif [ "$rc" = 0 ]; then exit 0; fi`;
  const act = [...files.map(changeFile), script.trim()].filter((part) => part !== '').join('\n');
  return stepSchema.parse({
    id: stepIdOf({ check, host, values: {} }),
    action,
    phase: 'fix',
    host,
    title: { key: 'steps.fix.title', values: { check, host } },
    needs,
    observe: `${scriptHead}${asked}\nexit 1\n`,
    act: `${scriptHead}${act}\n`,
    verify: `${scriptHead}${asked}\necho ${quote(`${check} still isn't as needed`)} >&2\nexit 1\n`,
    deadlineSeconds: { observe: 30, act: 300, verify: 60 },
    estimateSeconds: 2,
  });
}

/**
 * bash: the file as its filter makes it; a filter that fails leaves it alone and ends the step, and so does a disk that is full: the new text is
 * written beside it first. A link stays one, and what is mounted there is written in place. The first old text is kept beside it.
 */
function changeFile({ path, filter }: FixedFile): string {
  const [file, kept] = [quote(path), quote(`${path}.slipway`)];
  return `echo ${quote(`Changing ${path}; the old one is ${path}.slipway`)}
mkdir -p "$(dirname -- ${file})"
if [ -e ${file} ] && [ ! -e ${kept} ]; then cp -p -- ${file} ${kept}; fi
text=$(if [ -e ${file} ]; then cat -- ${file}; fi | { ${filter}
} && echo .)
real=$(readlink -m -- ${file})
if [ -e "$real" ]; then cp -a -- "$real" "$real.slipway-new"; fi
if ! printf %s "\${text%.}" > "$real.slipway-new"; then rm -f -- "$real.slipway-new"; exit 1; fi
mv -f -- "$real.slipway-new" "$real" 2>/dev/null || { cat -- "$real.slipway-new" > "$real"; rm -f -- "$real.slipway-new"; }`;
}

/** bash, reads only: what is in each file, and what the fix would make of it (`parsePreview`). */
export function previewScript(files: FixedFile[]): string {
  const one = ({ path, filter }: FixedFile) => {
    const file = quote(path);
    return `old=$(if [ -e ${file} ]; then cat -- ${file}; fi; echo .)
new=$(if [ -e ${file} ]; then cat -- ${file}; fi | { ${filter}
}; echo .)
printf '@@ %s\\n' ${file}
printf %s "\${old%.}" | base64 -w0; echo
printf %s "\${new%.}" | base64 -w0; echo`;
  };
  return `${scriptHead}${files.map(one).join('\n')}\n`;
}

export type FilePreview = { path: string; before: string; after: string };

/** What `previewScript` printed. */
export function parsePreview(stdout: string): FilePreview[] {
  const lines = stdout.split('\n');
  const found: FilePreview[] = [];
  for (let at = 0; at + 2 < lines.length; at++) {
    const head = lines[at] ?? '';
    if (!head.startsWith('@@ ')) continue;
    const text = (line: string | undefined) => Buffer.from(line ?? '', 'base64').toString();
    found.push({ path: head.slice(3), before: text(lines[at + 1]), after: text(lines[at + 2]) });
    at += 2;
  }
  return found;
}
