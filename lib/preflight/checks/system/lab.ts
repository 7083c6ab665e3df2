import type { CheckContext, CheckValues } from '../../check';
import { compileFix } from '../../fix/compile-fix';
import { labSh } from '../../lab';

/** Makes something bad on the first lab host, looks, and takes it away again whatever happened; leftovers of a test that was killed first. */
export async function during<T>(make: string, undo: string, look: () => Promise<T>): Promise<T> {
  await labSh(`(${undo}\n) >/dev/null 2>&1 || true`);
  try {
    await labSh(make);
    return await look();
  } finally {
    await labSh(undo);
  }
}

/** For what a container can't have of its own: another file over the kernel's, seen on that host alone. */
export function faked(path: string, text: string): [make: string, undo: string] {
  const copy = `/run/slipway-lab${path}`;
  return [
    `mkdir -p ${copy.slice(0, copy.lastIndexOf('/'))}
cat > ${copy} <<'FAKED'
${text}
FAKED
mount --bind ${copy} ${path}`,
    `while umount ${path} 2>/dev/null; do :; done
rm -rf /run/slipway-lab`,
  ];
}

/** A program of ours in front of the host's own. */
export function shadowed(program: string, script: string): [make: string, undo: string] {
  return [
    `cat > /usr/local/sbin/${program} <<'SHADOW'
#!/bin/bash
${script}
SHADOW
chmod 0755 /usr/local/sbin/${program}`,
    `rm -f /usr/local/sbin/${program}`,
  ];
}

/** Carries out the fix's step as a run does, twice: before it `verify` must see what is wrong, and nothing after it. */
export async function fixOnLab(check: string, context: CheckContext, values: CheckValues): Promise<void> {
  const [host] = context.plan.hosts;
  const step = host && compileFix(context, [{ check, host: host.name, values }])?.steps[0];
  if (!step) throw new Error(`${check} has nothing to fix`);
  await labSh(`if ( ${step.observe}\n); then echo 'fixed before the fix' >&2; exit 1; fi`);
  for (const script of [step.act, step.act, step.verify, step.observe]) await labSh(script);
}
