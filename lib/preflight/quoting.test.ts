import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { samplePlan, withRainbond } from '@/lib/plan/samples';
import { type Plan, planSchema } from '@/lib/plan/schema';
import { catalogue } from './catalogue';
import type { Check, CheckContext, CheckValues } from './check';
import { rowsOf } from './expected';

/**
 * Every free text of a plan becomes a command, and all that comes of it for a shell is run: by a restricted bash that finds
 * no program but these, so that nothing happens on this machine.
 */
let place: string;
const ran = () => join(place, 'ran');

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'slipway-quoting-'));
  const program = (name: string, text: string) =>
    writeFileSync(join(place, name), `#!/bin/bash\n${text}\n`, { mode: 0o755 });
  program('canary', `: > ${ran()}`);
  program('timeout', 'while [[ $1 == -* ]]; do shift; done; shift; exec "$@"');
  program('bash', `PATH=${place} exec /bin/bash -r "$@"`);
  for (const name of ['awk', 'sed', 'cat', 'grep']) symlinkSync(`/usr/bin/${name}`, join(place, name));
});
afterAll(() => rmSync(place, { recursive: true }));

const commands = ['$(canary)', "'$(canary)'", "';canary;'", '"$(canary)"', '\ncanary\n'];

function runs(script: string): boolean {
  try {
    execFileSync('/bin/bash', ['-r', '-c', script], {
      env: { ...process.env, PATH: place },
      input: '',
      stdio: ['pipe', 'ignore', 'ignore'],
    });
  } catch {
    // Most of it isn't there to be run.
  }
  const did = existsSync(ran());
  rmSync(ran(), { force: true });
  return did;
}

/** The plan with every text that the schema leaves free replaced. */
function poisoned(plan: Plan, text: string): Plan {
  const copy = structuredClone(plan);
  const visit = (node: Record<string, unknown>) => {
    for (const [key, value] of Object.entries(node)) {
      if (typeof value === 'object' && value !== null) visit(value as Record<string, unknown>);
      else if (typeof value === 'string' && key !== 'kubeadm') {
        node[key] = text;
        if (!planSchema.safeParse(copy).success) node[key] = value;
      }
    }
  };
  visit(copy);
  return copy;
}

const outside = samplePlan((plan) => {
  withRainbond(plan, '5.17');
  plan.database = planSchema.shape.database.parse({ kind: 'external', host: 'db', user: 'u', credential: 'c' });
  plan.registry = planSchema.shape.registry.parse({ kind: 'external', address: 'r', namespace: 'n', user: 'u' });
  plan.storage = planSchema.shape.storage.parse({ kind: 'external-nfs', server: 's', path: '/p' });
  plan.etcd = planSchema.shape.etcd.parse({ kind: 'external', endpoints: ['https://e:2379'] });
  plan.artifacts = { kind: 'online', mirror: 'm' };
  plan.entry.api = { kind: 'load-balancer', address: 'a', port: 6443 } as Plan['entry']['api'];
  plan.entry.application = { kind: 'load-balancer', address: 'a' } as Plan['entry']['application'];
});
const inside = samplePlan((plan) => {
  plan.artifacts = { kind: 'bundle', folder: 'f' };
  plan.entry.api = planSchema.shape.entry.shape.api.parse({
    ...{ kind: 'keepalived', address: '10.0.0.9', interface: 'i', virtualRouterId: 7 },
  });
});

function shellOf(check: Check, context: CheckContext, values: CheckValues): string[] {
  const [host] = rowsOf(check, { ...context, cluster: true });
  if (!host) return [];
  const made = [
    () => check.byHand(context, host),
    ...(check.kind === 'probe' || check.kind === 'api' ? [] : [() => check.script(context, host)]),
    () => check.fix?.script(context, host, values) ?? '',
    () => check.fix?.verify(context, host, values) ?? '',
    ...(check.fix?.files?.(context, host, values) ?? []).map(
      ({ filter }) =>
        () =>
          filter,
    ),
  ];
  // Some can't be made of such a text at all.
  return made.flatMap((one) => {
    try {
      return [one()];
    } catch {
      return [];
    }
  });
}

test('the traps work', () => {
  expect(runs('echo "$(canary)"')).toBe(true);
  expect(runs("echo '$(canary)'")).toBe(false);
  expect(runs(`timeout 5 bash -c 'echo $(canary)'`)).toBe(true);
});

for (const [name, plan] of Object.entries({ outside, inside })) {
  test(`no text of a plan becomes a command, whatever is in it (services ${name})`, { timeout: 60_000 }, () => {
    const bad = new Set<string>();
    for (const command of commands) {
      const context = { plan: poisoned(plan, command), facts: {}, bundle: null };
      const values = {
        missing: command,
        where: '/etc/environment',
        folders: `/${command}`,
        paths: command,
        running: 0,
        containers: 0,
      };
      for (const check of catalogue)
        for (const script of shellOf(check, context, values))
          if (script.includes('canary') && runs(script)) bad.add(`${check.id}: ${script}`);
    }
    expect([...bad]).toEqual([]);
  });
}
