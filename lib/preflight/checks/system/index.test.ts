import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { sampleFacts, samplePlan } from '@/lib/plan/samples';
import { strictTranslator } from '@/lib/plan/testing-texts';
import en from '@/messages/en/checks-system.json';
import zh from '@/messages/zh/checks-system.json';
import { probes } from '../../catalogue';
import { contextOf } from '../testing';
import { systemChecks } from './index';

/** Paths of all objects that hold texts. */
function idsOf(messages: object, path: string[] = []): string[] {
  const children = Object.entries(messages).filter(([, value]) => typeof value === 'object');
  const own = Object.values(messages).some((value) => typeof value === 'string') ? [path.join('.')] : [];
  return [...own, ...children.flatMap(([key, value]) => idsOf(value, [...path, key]))];
}

test('every check has texts, and no text is left over', () => {
  const ids = systemChecks.map(({ id }) => id).sort();
  expect(new Set(ids).size).toBe(ids.length);
  // Probes answer for some of the group: etcd's disk.
  const probed = probes.flatMap(({ checks }) => checks).filter(({ group }) => group === 'system');
  expect(idsOf(en).sort()).toEqual([...ids, ...probed.map(({ id }) => id)].sort());
});

const online = contextOf({
  plan: samplePlan((plan) => Object.assign(plan, { artifacts: { kind: 'online', mirror: '' } })),
});
const [host] = online.plan.hosts;
if (!host) throw new Error('the plan has no host');
online.facts = { [host.name]: sampleFacts('10.0.0.11') };
/** Enough for every fix to find something to do. */
const values = { folders: '/opt, /var', paths: '/usr/local/bin,/var/lib', missing: 'ip, awk' };

const filesOf = ({ fix }: (typeof systemChecks)[number]) => fix?.files?.(online, host, values) ?? [];

describe.each(systemChecks.map((check) => [check.id, check] as const))('%s', (id, check) => {
  test('what it sends to a host, and what a person may type, is bash', () => {
    const scripts = [check.script(online, host), check.byHand(online, host)];
    if (check.fix)
      scripts.push(check.fix.script(online, host, values) ?? 'false', check.fix.verify(online, host, values));
    scripts.push(...filesOf(check).map(({ filter }) => filter));
    for (const script of scripts) {
      expect(script.trim()).not.toBe('');
      expect(() => execFileSync('bash', ['-n'], { input: script, stdio: 'pipe' }), script).not.toThrow();
    }
  });

  test('the fix is told in one line in both languages where there is one, and its files are absolute', () => {
    for (const [language, messages] of [['en', en] as const, ['zh', zh] as const]) {
      const text = () => strictTranslator(language, messages)(`${id}.fix`);
      if (check.fix) expect(text()).not.toContain('\n');
      else expect(text).toThrow();
    }
    expect(filesOf(check).every(({ path }) => path.startsWith('/'))).toBe(true);
  });
});
