import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { sampleFacts, samplePlan } from '@/lib/plan/samples';
import { strictTranslator } from '@/lib/plan/testing-texts';
import { probes } from '../catalogue';
import type { CompareCheck, HostCheck } from '../check';
import { dnsChecks } from './dns';
import { stateChecks } from './state';
import { supplyChecks } from './supply';
import { contextOf, textsOf } from './testing';
import { timeChecks } from './time';

/** Paths of all objects that hold texts. */
function idsOf(messages: object, path: string[] = []): string[] {
  const children = Object.entries(messages).filter(([, value]) => typeof value === 'object');
  const own = Object.values(messages).some((value) => typeof value === 'string') ? [path.join('.')] : [];
  return [...own, ...children.flatMap(([key, value]) => idsOf(value, [...path, key]))];
}

const online = contextOf({
  plan: samplePlan((plan) => Object.assign(plan, { artifacts: { kind: 'online', mirror: '' } })),
});
const [host] = online.plan.hosts;
if (!host) throw new Error('the plan has no host');
online.facts = { [host.name]: sampleFacts('10.0.0.11') };
/** Enough for every fix to find something to do. */
const values = {
  running: 0,
  containers: 0,
  unit: 'chrony.service',
  missing: '10.0.0.11',
  name: 'old',
  problem: 'own',
  by: 'fix',
  where: '/etc/environment',
};

const groups: [string, (HostCheck | CompareCheck)[]][] = [
  ['state', stateChecks],
  ['time', timeChecks],
  ['dns', dnsChecks],
  ['supply', supplyChecks],
];

describe.each(groups)('%s', (group, checks) => {
  test('every check has texts, and no text is left over', () => {
    const ids = checks.map(({ id }) => id).sort();
    expect(new Set(ids).size).toBe(ids.length);
    expect(checks.every((check) => check.group === group)).toBe(true);
    // Probes answer for some of the group: the skew between clocks.
    const probed = probes.flatMap((probe) => probe.checks).filter((check) => check.group === group);
    const all = [...ids, ...probed.map(({ id }) => id)].sort();
    for (const messages of Object.values(textsOf(group))) expect(idsOf(messages).sort()).toEqual(all);
  });

  test.each(checks.map((check) => [check.id, check] as const))('%s: what it sends and says is whole', (id, check) => {
    const scripts = [check.script(online, host), check.byHand(online, host)];
    if (check.fix) {
      const files = check.fix.files?.(online, host, values) ?? [];
      scripts.push(check.fix.verify(online, host, values), ...files.map(({ filter }) => filter));
      const script = check.fix.script(online, host, values);
      expect(script, 'a fix that never does anything').not.toBeNull();
      if (script) scripts.push(script);
      expect(files.every(({ path }) => path.startsWith('/'))).toBe(true);
    }
    for (const script of scripts) {
      expect(script.trim()).not.toBe('');
      expect(() => execFileSync('bash', ['-n'], { input: script, stdio: 'pipe' }), script).not.toThrow();
    }
    const texts = textsOf(group);
    for (const language of ['en', 'zh'] as const) {
      const text = () => strictTranslator(language, texts[language])(`${id}.fix`);
      if (check.fix) expect(text()).not.toContain('\n');
      else expect(text).toThrow();
    }
  });
});
