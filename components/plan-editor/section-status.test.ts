import { expect, it } from 'vitest';
import type { Finding } from '@/lib/plan/finding';
import { findingsAt, sectionStatus } from './section-status';

const finding = (severity: Finding['severity'], section: Finding['section'], path?: string): Finding => ({
  id: 'plan.x',
  severity,
  section,
  hosts: [],
  path,
  values: {},
});

it('counts the worst kind of a section only', () => {
  const findings = [finding('block', 'hosts'), finding('warn', 'hosts'), finding('warn', 'hosts')];
  expect(sectionStatus(findings, 'hosts')).toEqual({ state: 'blocking', count: 1 });
  expect(sectionStatus(findings.slice(1), 'hosts')).toEqual({ state: 'warning', count: 2 });
});

it('says nothing about a section without findings', () => {
  expect(sectionStatus([finding('block', 'hosts')], 'entry')).toEqual({ state: 'satisfied', count: 0 });
});

it('finds what is said about a field and what is inside it, but not its neighbours', () => {
  const findings = [
    finding('block', 'hosts', 'hosts.1.address'),
    finding('block', 'hosts', 'hosts.1'),
    finding('block', 'hosts', 'hosts.10.address'),
  ];
  expect(findingsAt(findings, 'hosts.1')).toHaveLength(2);
  expect(findingsAt(findings, 'hosts.1.address')).toHaveLength(1);
});
