import { expect, test } from 'vitest';
import { accept, acceptanceOf, canBeAccepted, isAccepted, openFindings, signed, withdraw } from './accepting';
import type { Finding } from './finding';
import { blocking, findingsOf } from './findings';
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
