import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { samplePlan, withRainbond } from '@/lib/plan/samples';
import { databaseSchema, etcdSchema, type Plan, storageSchema, vipSchema } from '@/lib/plan/schema';
import { quote } from '@/lib/text/quote';
import { catalogue } from './catalogue';
import { checkReadings } from './readings';

/**
 * A host's checks take their turns in one shell (host-script.ts), where a variable that one leaves is there for the next. So each must
 * set what it reads: its answer may not depend on who came before.
 */
const plans: Plan[] = [
  samplePlan((plan) => {
    withRainbond(plan, '5.17');
    plan.artifacts = { kind: 'online', mirror: '' };
    plan.storage = storageSchema.parse({ kind: 'external-nfs', server: '10.0.0.50', path: '/srv', version: '3' });
    plan.database = databaseSchema.parse({ kind: 'external', host: '10.0.0.51', credential: 'db', user: 'rainbond' });
    plan.etcd = etcdSchema.parse({ kind: 'external', endpoints: ['https://10.0.0.52:2379'], credential: 'e' });
    plan.entry.api = vipSchema.parse({ kind: 'keepalived', address: '10.0.0.100', virtualRouterId: 51 });
    plan.kubernetes.overrides.kubeadm =
      'apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmode: ipvs\n';
  }, 'six-hosts'),
  samplePlan((plan) => {
    plan.artifacts = { kind: 'bundle', folder: '/srv/bundle' };
    plan.storage = storageSchema.parse({ kind: 'ceph' });
    plan.kubernetes.cni = 'calico';
    const [first] = plan.hosts;
    first?.roles.push('ceph');
  }),
];

type Script = { id: string; text: string };

/** Every script of the catalogue, of each plan and role once where they differ. */
const scripts: Script[] = catalogue.flatMap((check) => {
  if (check.kind !== 'host' && check.kind !== 'compare') return [];
  const texts = plans.flatMap((plan) => {
    const context = { plan, facts: {}, bundle: null };
    return plan.hosts.filter((host) => check.appliesTo(context, host)).map((host) => check.script(context, host));
  });
  return [...new Set(texts)].map((text) => ({ id: check.id, text }));
});

/** Words of the first group, with where they stand. */
const matched = (text: string, pattern: RegExp): { word: string; at: number }[] =>
  [...text.matchAll(pattern)].flatMap((match) =>
    (match[1] ?? '').split(/\s+/).flatMap((word) => (word ? [{ word, at: match.index }] : [])),
  );

/** What a script sets or declares, wherever. */
const setIn = (text: string) => [
  ...matched(text, /(?:^|[\s;({&|])([A-Za-z_]\w*)(?:\[[^\]]*\])?\+?=/gm),
  ...matched(text, /\bfor ([A-Za-z_]\w*) in\b/g),
  ...matched(text, /\bread (?:-\S+ (?:'' )?)*([A-Za-z_][\w ]*)/g),
  ...matched(text, /\bprintf -v "?([A-Za-z_]\w*)/g),
  ...matched(text, /\b(?:local|declare)(?: -\w+)* ([A-Za-z_][\w ]*)/g),
];
const wordsOf = (found: { word: string }[]): string[] => [...new Set(found.map(({ word }) => word))];

/** What the readings keep for all: they unset it first. */
const kept = new Set(wordsOf(matched(checkReadings, /^unset (.+)$/gm)));
const bashs = /^(?:IFS|RES_OPTIONS|LC_ALL|BASH_REMATCH|RANDOM|PATH|HOME)$/;
const poisoned = wordsOf(scripts.flatMap(({ text }) => setIn(text))).filter(
  (name) => !kept.has(name) && !bashs.test(name),
);

const poison = 'left-by-another';
/** Nobody is asked over the network, and nothing is waited for. */
const stubs = `curl() { echo '200 0.1'; }
timeout() { return 124; }
getent() { return 2; }`;

/** As host-script.ts runs it: in a function, after the readings. */
function run({ text }: Script, before: string): { stdout: string; stderr: string } {
  const whole = `${before}\n${checkReadings}\n${stubs}\none() { eval "$1"; }\none ${quote(text)}`;
  const { stdout, stderr } = spawnSync('bash', ['--norc', '--noprofile', '-c', whole], {
    encoding: 'utf8',
    env: { NODE_ENV: 'test', PATH: process.env.PATH, LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { stdout, stderr };
}

const leftBehind = poisoned.map((name) => `${name}=${poison}`).join('\n');

test('what a check before has left in the shared shell changes no answer', { timeout: 120_000 }, () => {
  expect(scripts.length).toBeGreaterThan(70);
  expect(poisoned).toEqual(expect.arrayContaining(['name', 'line', 'file', 'path']));
  const wrong: string[] = [];
  for (const script of scripts) {
    const { stdout, stderr } = run(script, leftBehind);
    if (stdout.includes(poison) || stderr.includes(poison)) wrong.push(`${script.id}: says what was left`);
    // A machine that is in use may answer otherwise from one time to the next, and so may its numbers.
    const shape = (before: string) => run(script, before).stdout.replace(/\d+/g, '0');
    if (![1, 2, 3].some(() => shape(leftBehind) === shape(''))) wrong.push(`${script.id}: answers otherwise`);
  }
  expect(wrong).toEqual([]);
});

test('no check reads a variable that nobody has set', { timeout: 120_000 }, () => {
  const wrong = scripts.flatMap((script) =>
    run(script, 'set -u')
      .stderr.split('\n')
      .filter((line) => line.includes('unbound variable'))
      .map((line) => `${script.id}: ${line}`),
  );
  expect(wrong).toEqual([]);
});

/** Beside what the readings keep, `nearest_folder` leaves its answer in this one. */
const given = new Set([...kept, 'nearest']);

/** Ways that nobody goes on this machine are only read. */
test('each check sets a variable above where it reads it, on all of its ways', () => {
  const wrong = scripts.flatMap(({ id, text }) => {
    const added = matched(text, /(?:^|[\s;({&|])([A-Za-z_]\w*)\+=/gm);
    const set = setIn(text).filter(({ at, word }) => !added.some((one) => one.at === at && one.word === word));
    const read = [...added, ...matched(text, /(?<!\\)\$\{?[#!]?([A-Za-z_]\w*)/g)];
    return wordsOf(
      read.filter(
        ({ word, at }) =>
          !bashs.test(word) && !given.has(word) && !set.some((one) => one.word === word && one.at <= at),
      ),
    ).map((word) => `${id}: ${word}`);
  });
  expect(wrong).toEqual([]);
});
