import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { registrySchema, storageSchema } from '@/lib/plan/schema';
import { storageClassOf } from '@/lib/plan/storage-class';
import { CompileError } from '../compile-error';
import { isMap, type Value } from '../document-lines';
import { inForm, placeholder } from '../render';
import { everyTarget, planWith, targetOf } from './testing';
import { chartValues, valuesFile } from './values';

/** Keys of the charts as their makers document them; `[]` is an item of a list. Nothing else may be sent. */
const database = ['enable', 'host', 'name', 'password', 'port', 'username'];
const imageHub = ['enable', 'domain', 'namespace', 'username', 'password'].map((key) => `Cluster.imageHub.${key}`);
const common = [
  ...imageHub,
  ...database.flatMap((key) => [`Cluster.regionDatabase.${key}`, `Cluster.uiDatabase.${key}`]),
  'Cluster.gatewayIngressIPs',
  'Cluster.nodesForChaos[].name',
  ...['name', 'internalIP', 'externalIP'].map((key) => `Cluster.nodesForGateway[].${key}`),
  'Cluster.rainbondImageRepository',
  'Cluster.installVersion',
  'Cluster.imagePullPolicy',
  'Cluster.replicas',
  'Component.rbd_app_ui.enable',
  'operator.env[].name',
  'operator.env[].value',
];
const allowed = {
  '5.17': new Set([
    ...common,
    'useK3sContainerd',
    'operator.image.name',
    'operator.image.tag',
    'Cluster.enableHA',
    'Cluster.enableEnvCheck',
    'Cluster.etcd.enable',
    'Cluster.etcd.endpoints[]',
    'Cluster.etcd.secretName',
    'Cluster.RWX.enable',
    'Cluster.RWX.type',
    'Cluster.RWX.config.storageClassName',
    'Cluster.RWO.enable',
    'Cluster.RWO.storageClassName',
  ]),
  '6.x': new Set([...common, 'Cluster.containerdRuntimePath']),
};

function keysOf(value: Value, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => keysOf(item, `${path}[]`));
  if (!isMap(value)) return [path];
  return Object.entries(value).flatMap(([key, member]) => keysOf(member, path === '' ? key : `${path}.${key}`));
}

const at = (value: Value | undefined, ...path: string[]): Value | undefined =>
  path.reduce<Value | undefined>((now, key) => (isMap(now) ? now[key] : undefined), value);

const targets = { '5.17': everyTarget('5.17'), '6.x': everyTarget('6.x') };
const first5 = targets['5.17'][0]?.target ?? expect.fail('no target');

describe.each(['5.17', '6.x'] as const)('Rainbond %s, every combination', (kind) => {
  const every = targets[kind].map(({ title, target }) => ({ title, target, values: chartValues(target) }));

  test('there are all of them', () => {
    expect(every).toHaveLength(kind === '5.17' ? 2 * 3 * 3 * 7 * 3 * 4 : 2 * 3 * 7 * 3 * 4);
  });

  test('no key is sent that the chart does not know', () => {
    for (const { title, values } of every)
      expect(
        keysOf(values).filter((key) => !allowed[kind].has(key)),
        title,
      ).toEqual([]);
  });

  test('both databases are external, or none', () => {
    for (const { title, target, values } of every) {
      const external = target.plan.database.kind === 'external';
      expect(
        [at(values, 'Cluster', 'regionDatabase', 'enable'), at(values, 'Cluster', 'uiDatabase', 'enable')],
        title,
      ).toEqual([external, external]);
    }
  });

  test('the entry is its address as one string, never a node’s where there is an entry', () => {
    for (const { title, target, values } of every) {
      const { application } = target.plan.entry;
      const needed = application.kind === 'none' ? '10.0.0.11' : application.address;
      expect(at(values, 'Cluster', 'gatewayIngressIPs'), title).toBe(needed);
    }
  });

  test('the file is what was merged, and secrets stand where quotes hold them', () => {
    const secret = 'a"b\\c: {d}\n#';
    // reading YAML takes its time: what is left out here differs by an address and a switch
    const some = every.filter(
      ({ target: { plan, rainbond } }) => plan.entry.application.kind === 'none' && rainbond.console,
    );
    for (const { title, target, values } of some) {
      const { content } = valuesFile(target);
      const filled = content.replace(placeholder, (_, __, ___, form) => inForm(secret, form));
      const wanted = JSON.parse(
        JSON.stringify(values).replace(placeholder, (_, __, ___, form) => inForm(secret, form)),
      );
      expect(parse(filled), title).toEqual(wanted);
      expect(content.includes('@{secret:database-password|json}'), title).toBe(
        target.plan.database.kind === 'external',
      );
    }
  });

  test('no key of it is unused: the list above is not longer than what is sent', () => {
    const sent = new Set(every.flatMap(({ values }) => keysOf(values)));
    expect([...allowed[kind]].filter((key) => !sent.has(key))).toEqual([]);
  });
});

describe('Rainbond 5.17', () => {
  test('enableHA is what is really there: database, etcd and shared storage outside', () => {
    for (const { title, target } of targets['5.17']) {
      const { plan, rainbond } = target;
      const there =
        plan.database.kind === 'external' && plan.etcd.kind !== 'built-in' && (storageClassOf(plan)?.shared ?? false);
      const wanted = rainbond.kind === '5.17' && rainbond.enableHA && there;
      expect(at(chartValues(target), 'Cluster', 'enableHA'), title).toBe(wanted);
    }
  });

  test('a volume for one node at a time is RWO only', () => {
    const storage = storageSchema.parse({ kind: 'storage-class', name: 'block', shared: false });
    const values = chartValues(targetOf(planWith({ storage, rainbond: first5.rainbond })));
    expect(at(values, 'Cluster', 'RWX')).toEqual({ enable: false });
    expect(at(values, 'Cluster', 'RWO')).toEqual({ enable: true, storageClassName: 'block' });
  });

  test('endpoints of etcd have no scheme, and the secret its name', () => {
    const external = targets['5.17'].find(({ target }) => target.plan.etcd.kind === 'external');
    expect(external && at(chartValues(external.target), 'Cluster', 'etcd')).toEqual({
      enable: true,
      endpoints: ['10.0.0.61:2379', '10.0.0.62:2379'],
      secretName: 'rbd-etcd-secret',
    });
  });

  test('the environment check of the chart is off: it pings the Internet', () => {
    for (const { target } of targets['5.17']) expect(at(chartValues(target), 'Cluster', 'enableEnvCheck')).toBe(false);
  });

  test('a socket below k3s is told to the chart', () => {
    const target = { ...first5, containerdRuntimePath: '/var/run/k3s/containerd' };
    expect(chartValues(target).useK3sContainerd).toBe(true);
    expect(chartValues(first5).useK3sContainerd).toBe(false);
  });
});

describe('Rainbond 6.x', () => {
  test('the operator gets STORAGE_CLASS_NAME when volumes are shared and there is a class', () => {
    for (const { title, target } of targets['6.x']) {
      const name = storageClassOf(target.plan)?.name;
      const shared = target.rainbond.kind === '6.x' && target.rainbond.sharedVolumes && name;
      expect(at(chartValues(target), 'operator', 'env'), title).toEqual(
        shared ? [{ name: 'STORAGE_CLASS_NAME', value: name }] : undefined,
      );
    }
  });

  test('the folder of the socket is the one of the hosts', () => {
    const target = targetOf(planWith(), { containerdRuntimePath: '/var/run/k3s/containerd' });
    expect(at(chartValues(target), 'Cluster', 'containerdRuntimePath')).toBe('/var/run/k3s/containerd');
  });

  test('the tag is the release’s unless the plan names one', () => {
    const { rainbond } = targetOf(planWith());
    expect(at(chartValues(targetOf(planWith())), 'Cluster', 'installVersion')).toBe('v6.9.3-release');
    const named = targetOf(planWith({ rainbond: { ...rainbond, installVersion: 'v6.9.3-arm' } }));
    expect(at(chartValues(named), 'Cluster', 'installVersion')).toBe('v6.9.3-arm');
  });

  test('raw values are merged last, and the file says which lines they brought', () => {
    const { rainbond } = targetOf(planWith());
    const values = 'Cluster:\n  replicas: 7\n  more: {here: yes}\n';
    const file = valuesFile(targetOf(planWith({ rainbond: { ...rainbond, values } })));
    expect(parse(file.content).Cluster).toMatchObject({ replicas: 7, more: { here: 'yes' } });
    expect(file.overrides).toBe(values);
    expect(parse(file.generated ?? '').Cluster.replicas).toBe(3);
    expect(file.origins.map(({ kind, source }) => `${kind} ${source}`)).toEqual([
      'replaced rainbond.values.Cluster.replicas',
      'override rainbond.values.Cluster.replicas',
      'override rainbond.values.Cluster.more',
      'override rainbond.values.Cluster.more',
    ]);
  });

  test('raw values that are no map are refused', () => {
    const { rainbond } = targetOf(planWith());
    const broken = targetOf(planWith({ rainbond: { ...rainbond, values: '- a list' } }));
    expect(() => valuesFile(broken)).toThrow(CompileError);
  });

  test('a registry without a login has no secret in it', () => {
    const registry = registrySchema.parse({ kind: 'external', address: 'r.example' });
    const { content } = valuesFile(targetOf(planWith({ registry })));
    expect(content).not.toContain('@{secret:registry');
    expect(parse(content).Cluster.imageHub).toMatchObject({ enable: true, domain: 'r.example', password: '' });
  });
});
