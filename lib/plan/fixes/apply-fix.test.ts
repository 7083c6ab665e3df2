import { expect, test } from 'vitest';
import type { Finding } from '@/lib/plan/finding';
import { blocking, findingsOf } from '@/lib/plan/findings';
import { planTemplates } from '@/lib/plan/new-plan';
import { sampleBundle, samplePlan, withRainbond } from '@/lib/plan/samples';
import {
  databaseSchema,
  etcdSchema,
  type Plan,
  type Role,
  roles,
  type ServiceRole,
  serviceRoleSchema,
  storageSchema,
} from '@/lib/plan/schema';
import { applyFix } from './apply-fix';
import { planFixes } from './registry';

const bundle = { folder: '/srv/bundle', index: sampleBundle(), problems: [] };
const findings = (plan: Plan) => findingsOf({ plan, facts: {}, bundle });
const keyOf = ({ id, severity, hosts, path, values }: Finding) =>
  JSON.stringify([id, severity, hosts, path ?? '', values.problem ?? '', values.role ?? '']);
// What no runbook carries out yet says nothing about the plan itself.
const blockers = (list: Finding[]) => blocking(list).filter(({ id }) => id !== 'plan.unsupported');

/** Numbers in [0, 1) that are the same in every run (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const anyRole: (Role | ServiceRole)[] = [...roles, ...serviceRoleSchema.options];

/** A template with some of its choices and roles drawn anew. */
function drawnPlan(seed: number): Plan {
  const random = numbersFrom(seed);
  const one = <T>(...choices: T[]): T => choices[Math.floor(random() * choices.length)] as T;
  return samplePlan(
    (plan) => {
      if (random() < 0.6) withRainbond(plan, one('5.17', '6.x'));
      if (random() < 0.5) {
        const kind = one('none', 'built-in', 'external-nfs', 'nfs-server', 'nfs-server', 'ceph', 'ceph');
        const chosen = {
          kind,
          server: '10.0.0.50',
          path: '/srv',
          copies: one(1, 2, 3, 4),
          mode: one('single', 'primary-secondary'),
        };
        plan.storage = storageSchema.parse(chosen);
      }
      if (random() < 0.5) {
        const kind = one('built-in', 'external', 'mysql-pair');
        const regionDatabase = one('region', '', 'console');
        plan.database = databaseSchema.parse({ kind, host: '10.0.0.51', credential: 'mysql', regionDatabase });
      }
      if (random() < 0.3) plan.etcd = etcdSchema.parse({ kind: one('built-in', 'kubernetes') });
      if (random() < 0.3 && plan.entry.api.kind === 'keepalived') plan.entry.application = { ...plan.entry.api };
      if (random() < 0.2) plan.entry.api = { kind: 'application-entry' };
      if (random() < 0.2) plan.kubernetes.podCidr = one('10.0.0.0/16', '10.96.0.0/12', '10.244.3.0/16');
      if (random() < 0.2) plan.entry.application = { kind: 'none' };
      if (plan.rainbond.kind !== 'none') {
        Object.assign(plan.rainbond, {
          replicas: one(1, 2, 3, 5),
          consoleReplicas: one(1, 2),
          sharedVolumes: one(true, false),
        });
        Object.assign(plan.rainbond, { enableHA: one(true, false) });
      }
      for (const host of plan.hosts) {
        if (random() < 0.3) host.roles = host.roles.filter(() => random() < 0.5);
        const more = one(...anyRole);
        if (random() < 0.3 && !host.roles.includes(more)) host.roles.push(more);
        if (random() < 0.1) host.failureDomain = 'X';
      }
    },
    one(...planTemplates),
  );
}

test('every fix that is offered, on any plan, takes its finding away; none that only warned is paid for by one that blocks', () => {
  const applied = new Map<string, number>();
  for (let seed = 1; seed <= 400; seed++) {
    const plan = drawnPlan(seed);
    const before = findings(plan);
    const known = new Set(blockers(before).map(({ id }) => id));
    for (const finding of before.filter(({ fix }) => fix)) {
      const fixed = applyFix(plan, finding);
      const about = `seed ${seed}: ${finding.id} with ${finding.fix?.id} ${JSON.stringify(finding.fix?.values)}`;
      if (!fixed) throw new Error(`${about} did not fit`);
      const after = findings(fixed);
      expect(after.map(keyOf), about).not.toContain(keyOf(finding));
      // What blocked may have hidden one that it now uncovers (a first gateway, for which there are too many replicas).
      const uncovered = finding.severity === 'block' ? 1 : 0;
      const added = blockers(after).flatMap(({ id }) => (known.has(id) ? [] : [id]));
      expect(added.length, `${about} adds ${added.join(', ')}`).toBeLessThanOrEqual(uncovered);
      const id = finding.fix?.id ?? '';
      applied.set(id, (applied.get(id) ?? 0) + 1);
    }
  }
  // Those that need another field to be wrong have their own tests; most of them come up here.
  expect(applied.size).toBeGreaterThan(planFixes.length / 2);
});

test('a finding without a fix, and one with a fix that is gone, change nothing', () => {
  const finding: Finding = { id: 'plan.x', severity: 'warn', section: 'hosts', hosts: [], values: {} };
  expect(applyFix(samplePlan(), finding)).toBeNull();
  expect(applyFix(samplePlan(), { ...finding, fix: { id: 'gone', values: {} } })).toBeNull();
});
