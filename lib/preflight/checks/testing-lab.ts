import type { CheckContext, CheckValues } from '../check';
import { compileFix } from '../fix/compile-fix';
import { labSh } from '../lab';

/** bash that makes a condition on a lab host, and bash that takes it away again. */
export type Condition = [make: string, undo: string];

/** Makes something bad on a lab host, looks, and takes it away again whatever happened; leftovers of a test that was killed first. */
export async function during<T>([make, undo]: Condition, look: () => Promise<T>, host?: string): Promise<T> {
  await labSh(`(${undo}\n) >/dev/null 2>&1 || true`, host);
  try {
    await labSh(make, host);
    return await look();
  } finally {
    await labSh(undo, host);
  }
}

/** For what a container can't have of its own: another file over the kernel's or the system's, seen on that host alone. */
export function faked(path: string, text: string): Condition {
  const copy = `/run/slipway-lab${path}`;
  return [
    `mkdir -p ${copy.slice(0, copy.lastIndexOf('/'))}
cat > ${copy} <<'FAKED'
${text}
FAKED
mount --bind ${copy} ${path}`,
    `while umount ${path} 2>/dev/null; do :; done
rm -rf ${copy}`,
  ];
}

/** A program of ours in front of the host's own. */
export function shadowed(program: string, script: string): Condition {
  return [
    `cat > /usr/local/sbin/${program} <<'SHADOW'
#!/bin/bash
${script}
SHADOW
chmod 0755 /usr/local/sbin/${program}`,
    `rm -f /usr/local/sbin/${program}`,
  ];
}

/** A unit of systemd that does nothing but run, or a timer that never ends. */
export function unit(name: string): Condition {
  const does = name.endsWith('.timer') ? '[Timer]\\nOnCalendar=yearly' : '[Service]\\nExecStart=/bin/sleep 600';
  return [
    `printf '${does}\\n[Install]\\nWantedBy=multi-user.target\\n' > /etc/systemd/system/${name}
systemctl daemon-reload; systemctl enable --now --quiet ${name}`,
    `systemctl disable --now --quiet ${name} 2>/dev/null || true
rm -f /etc/systemd/system/${name}; systemctl daemon-reload; systemctl reset-failed ${name} 2>/dev/null || true`,
  ];
}

/** One after the other; undone backwards. */
export const all = (...conditions: Condition[]): Condition => [
  conditions.map(([make]) => `(\n${make}\n) || exit 1`).join('\n'),
  conditions
    .map(([, undo]) => undo)
    .reverse()
    .join('\n'),
];

/** Carries out the fix's step as a run does, twice: before it `verify` must see what is wrong, and nothing after it. */
export async function fixOnLab(check: string, context: CheckContext, values: CheckValues): Promise<void> {
  const [host] = context.plan.hosts;
  const step = host && compileFix(context, [{ check, host: host.name, values }])?.steps[0];
  if (!step) throw new Error(`${check} has nothing to fix`);
  // As steps run: lib/hosts/detached-script.ts
  const strict = 'set -Eeuo pipefail\n';
  await labSh(`${strict}if ( ${step.observe}\n); then echo 'fixed before the fix' >&2; exit 1; fi`);
  for (const script of [step.act, step.act, step.verify, step.observe]) await labSh(`${strict}${script}`);
}
