import { expect, test } from 'vitest';
import {
  accept,
  acceptanceOf,
  canBeAccepted,
  formerAcceptanceOf,
  isAccepted,
  openFindings,
  signed,
  withdraw,
} from './accepting';
import { renameHost } from './edits/hosts';
import type { Finding } from './finding';
import { blocking, findingsOf } from './findings';
import { migratePlan } from './migrate-plan';
import { planFromYaml, planToYaml } from './plan-yaml';
import { sampleBundle, sampleFactsOf, samplePlan, withRainbond } from './samples';
import type { Plan } from './schema';

const record = { reason: 'Ceph disks arrive in week 50.', by: 'wei@example.com', at: '2026-01-01T00:00:00.000Z' };
const bundle = { folder: '/srv/bundle', index: sampleBundle(), problems: [] };
const findings = (plan: Plan) => findingsOf({ plan, facts: sampleFactsOf(plan), bundle });
const only = (plan: Plan, id: string): Finding => {
  const [finding, ...others] = findings(plan).filter((each) => each.id === id);
  if (!finding || others.length > 0) throw new Error(`expected one ${id}`);
  return finding;
};

const everyonesId = samplePlan(({ entry }) => {
  if (entry.api.kind === 'keepalived') entry.api.virtualRouterId = 51;
});
const untried = samplePlan((plan) =>
  withRainbond(plan, '5.17', ({ kubernetes }) => {
    kubernetes.version = 'v1.28.0';
  }),
);

test('a kept warning is still found, and no longer open', () => {
  const finding = only(everyonesId, 'plan.vip.vrid');
  expect(isAccepted(everyonesId, finding)).toBe(false);
  const kept = accept(everyonesId, finding, record);
  const again = only(kept, 'plan.vip.vrid');
  expect(isAccepted(kept, again)).toBe(true);
  expect(acceptanceOf(kept, again)).toMatchObject({ id: 'plan.vip.vrid', ...record });
  expect(openFindings(kept, findings(kept))).toEqual([]);
  expect(openFindings(everyonesId, findings(everyonesId))).toHaveLength(1);
});

test('the same rule on other hosts or at another field is a new warning', () => {
  const finding = only(everyonesId, 'plan.vip.vrid');
  const kept = accept(everyonesId, finding, record);
  expect(isAccepted(kept, { ...finding, path: 'entry.application.virtualRouterId' })).toBe(false);
  expect(isAccepted(kept, { ...finding, hosts: ['node-1'] })).toBe(false);
  expect(isAccepted(kept, { ...finding, id: 'plan.vip.subnet' })).toBe(false);
});

test('without a reason nothing is kept', () => {
  const finding = only(everyonesId, 'plan.vip.vrid');
  expect(isAccepted(accept(everyonesId, finding, { ...record, reason: '  ' }), finding)).toBe(false);
});

test('a second reason replaces the first, and withdrawing opens the warning again', () => {
  const finding = only(everyonesId, 'plan.vip.vrid');
  const twice = accept(accept(everyonesId, finding, record), finding, { ...record, reason: 'Same switch.' });
  expect(twice.accepted.map(({ reason }) => reason)).toEqual(['Same switch.']);
  expect(withdraw(twice, finding).accepted).toEqual([]);
});

test('what blocks can’t be kept, whatever the record says', () => {
  const broken = samplePlan(({ kubernetes }) => {
    kubernetes.podCidr = '10.96.0.0/16';
  });
  const finding = only(broken, 'plan.cidr.overlap');
  expect(canBeAccepted(finding)).toBe(false);
  const kept = accept(broken, finding, record);
  expect(isAccepted(kept, finding)).toBe(false);
  expect(blocking(findings(kept)).map(({ id }) => id)).toContain('plan.cidr.overlap');
});

test('an untried pair of Rainbond and Kubernetes blocks until a person says why not, then warns', () => {
  const finding = only(untried, 'plan.versions.matrix');
  expect([finding.severity, canBeAccepted(finding), isAccepted(untried, finding)]).toEqual(['block', true, false]);
  const kept = accept(untried, finding, record);
  const again = only(kept, 'plan.versions.matrix');
  expect([again.severity, isAccepted(kept, again)]).toEqual(['warn', true]);
  expect(blocking(findings(untried)).length - blocking(findings(kept)).length).toBe(1);
});

test('what was kept for other versions is not kept for these, and the old record stays', () => {
  const on = (version: string) => {
    const plan = structuredClone(kept);
    plan.kubernetes.version = version;
    return plan;
  };
  const kept = accept(untried, only(untried, 'plan.versions.matrix'), record);
  const moved = on('v1.29.0');
  const finding = only(moved, 'plan.versions.matrix');
  expect([finding.severity, acceptanceOf(moved, finding)]).toEqual(['block', null]);
  expect(formerAcceptanceOf(moved, finding)).toMatchObject(record);
  const both = accept(moved, finding, { ...record, reason: 'Tried in the lab.' });
  expect(only(both, 'plan.versions.matrix').severity).toBe('warn');
  expect(both.accepted.map(({ reason }) => reason)).toEqual([record.reason, 'Tried in the lab.']);
  expect(formerAcceptanceOf(both, only(both, 'plan.versions.matrix'))).toBeNull();
  // Back to the pair that was kept first.
  expect(only(on(untried.kubernetes.version), 'plan.versions.matrix').severity).toBe('warn');
});

test('two findings about the same hosts are kept one by one', () => {
  const finding: Finding = {
    id: 'plan.failure.domains',
    severity: 'warn',
    section: 'hosts',
    hosts: ['node-1', 'node-2'],
    values: { problem: 'nfs', domain: 'A' },
  };
  const other = { ...finding, values: { problem: 'mysql', domain: 'A' } };
  const kept = accept(samplePlan(), finding, record);
  expect([isAccepted(kept, finding), isAccepted(kept, other)]).toEqual([true, false]);
  const both = accept(kept, other, record);
  expect([isAccepted(both, finding), isAccepted(both, other)]).toEqual([true, true]);
  expect(isAccepted(withdraw(both, other), finding)).toBe(true);
});

test('what each check measures anew may differ, what it is compared with may not', () => {
  const finding: Finding = {
    id: 'plan.disk.used',
    severity: 'warn',
    section: 'hosts',
    hosts: ['node-1'],
    values: { host: 'node-1', mount: '/', found: 81, needed: 80 },
  };
  const kept = accept(samplePlan(), finding, record);
  const seen = (values: Finding['values']) =>
    isAccepted(kept, { ...finding, values: { ...finding.values, ...values } });
  expect([seen({ found: 84 }), seen({ needed: 85 }), seen({ mount: '/var' }), seen({ more: 1 })]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test('a record without values, of before they were kept, is enough for a warning and not for what blocks', () => {
  const without = (plan: Plan) => ({
    ...plan,
    accepted: plan.accepted.map(({ found: _, ...each }) => each),
  });
  const warning = only(everyonesId, 'plan.vip.vrid');
  expect(isAccepted(without(accept(everyonesId, warning, record)), warning)).toBe(true);
  const pair = only(untried, 'plan.versions.matrix');
  const old = without(accept(untried, pair, record));
  expect(only(old, 'plan.versions.matrix').severity).toBe('block');
  expect(formerAcceptanceOf(old, pair)).toMatchObject(record);
  // Kept anew, the record that could be about anything goes.
  expect(accept(old, pair, record).accepted.map(({ found }) => found)).toEqual([pair.values]);
});

test('a host’s new name is followed in what was kept', () => {
  const finding: Finding = {
    id: 'plan.time.sync',
    severity: 'warn',
    section: 'hosts',
    hosts: ['node-1', 'node-2'],
    values: { hosts: 'node-1, node-2' },
  };
  const renamed = renameHost(accept(samplePlan(), finding, record), 0, 'db');
  expect(isAccepted(renamed, { ...finding, hosts: ['db', 'node-2'], values: { hosts: 'db, node-2' } })).toBe(true);
});

test('a record says what was found, in the document and back, and a document without it opens', () => {
  const kept = accept(untried, only(untried, 'plan.versions.matrix'), record);
  expect(planFromYaml(planToYaml(kept)).plan).toEqual(kept);
  expect(migratePlan({ ...kept, accepted: [{ id: 'plan.vip.vrid', ...record }] }).accepted).toEqual([
    { id: 'plan.vip.vrid', hosts: [], path: '', ...record },
  ]);
});

test('a page can’t move a signature to what somebody else found', () => {
  const finding = only(untried, 'plan.versions.matrix');
  const before = accept(untried, finding, record);
  const moved = { ...before, accepted: before.accepted.map((each) => ({ ...each, found: { found: 'v1.29.0' } })) };
  expect(signed(before, moved, 'Olga', '2026-11-27T12:00:00.000Z').accepted).toMatchObject([{ by: 'Olga' }]);
  expect(signed(before, before, 'Olga', '2026-11-27T12:00:00.000Z').accepted).toMatchObject([{ by: record.by }]);
});

test('a new record is signed by who saves, whatever the page says; an old one keeps its name and time', () => {
  const finding: Finding = { id: 'plan.hosts.min', severity: 'warn', section: 'hosts', hosts: [], values: {} };
  const other = { ...finding, id: 'plan.gateway.ha' };
  const before = accept(samplePlan(), finding, record);
  const forged = { reason: 'One switch.', by: 'somebody else', at: '2020-01-01T00:00:00.000Z' };
  const moved = { ...record, at: '2030-01-01T00:00:00.000Z' };
  const after = accept(accept(before, finding, moved), other, forged);
  const saved = signed(before, after, 'Olga', '2026-11-27T12:00:00.000Z');
  expect(acceptanceOf(saved, finding)).toMatchObject(record);
  expect(acceptanceOf(saved, other)).toMatchObject({ by: 'Olga', at: '2026-11-27T12:00:00.000Z' });
});
