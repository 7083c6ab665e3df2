import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { newPlan, planTemplates } from './new-plan';
import { planFromYaml, planToYaml } from './plan-yaml';
import { samplePlan } from './samples';
import { type Plan, planSchema, planSchemaVersion } from './schema';

const errors = (text: string) =>
  planFromYaml(text).errors.map(({ code, line, column, path }) => `${code} ${line}:${column} ${path}`.trim());

/** Texts that YAML could take for something else, or lose. */
const awkward = [
  '# why\napiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n',
  'no newline at the end',
  '\n\nlines before and after\n\n\n',
  'Windows\r\nlines\r\n',
  '  indented\n    more\n',
  '\ttab\n',
  'yes',
  'null',
  '~',
  '0123',
  '1e3',
  '2026-01-01',
  '- item',
  'key: value # comment',
  '"quoted" and \'quoted\'',
  '机架 甲：一号',
  'emoji \u{1F6A2} and \u2028 separator, \u0007 bell',
  '*alias &anchor !tag %directive @at `tick`',
  ' ',
];

const documents: [string, Plan][] = [
  ...planTemplates.map((template): [string, Plan] => [`template ${template}`, newPlan('prod', template, () => 0.3)]),
  ...awkward.map((text): [string, Plan] => [
    JSON.stringify(text),
    samplePlan((plan) => {
      plan.kubernetes.overrides = { kubeadm: text, containerd: text };
      plan.domains = [{ name: text, kind: 'room' }];
      plan.accepted = [
        { id: 'plan.etcd.odd', hosts: [text], path: '', reason: text, by: text, at: '2026-01-01T00:00:00Z' },
      ];
    }),
  ]),
  ...everyChoice(),
];

/** Each choice of each section by its kind, with its defaults. */
function everyChoice(): [string, Plan][] {
  const sections: [keyof Plan, string[]][] = [
    ['storage', ['none', 'built-in', 'storage-class', 'external-nfs', 'nfs-server', 'ceph']],
    ['etcd', ['built-in', 'kubernetes', 'external']],
    ['registry', ['built-in', 'external']],
    ['database', ['built-in', 'external', 'mysql-pair']],
    ['rainbond', ['none', '5.17', '6.x']],
    ['artifacts', ['bundle', 'online']],
  ];
  return sections.flatMap(([section, kinds]) =>
    kinds.map((kind): [string, Plan] => [
      `${section} ${kind}`,
      planSchema.parse({
        ...samplePlan(),
        [section]: { kind, ...(kind === 'external' ? { declared: '3 members' } : {}) },
      }),
    ]),
  );
}

test.each(documents)('what is exported imports to the same document: %s', (_, plan) => {
  const imported = planFromYaml(planToYaml(plan));
  expect(imported.errors).toEqual([]);
  expect(imported.plan).toEqual(plan);
});

test('what is exported imports to the same document: any that the schema takes', () => {
  const texts = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom(...awkward));
  fc.assert(
    fc.property(documentsOf(planSchema, texts), (document) => {
      const plan = planSchema.parse(document);
      const imported = planFromYaml(planToYaml(plan));
      expect(imported.errors).toEqual([]);
      expect(imported.plan).toEqual(plan);
    }),
    { numRuns: 60 },
  );
});

/** Everything that a schema takes. */
function documentsOf(schema: z.core.$ZodType, texts: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const below = (inner: z.core.$ZodType) => documentsOf(inner, texts);
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional) {
    return fc.option(below(schema.def.innerType), { nil: undefined });
  }
  if (schema instanceof z.ZodString) return texts;
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodNumber) {
    // zod has a number without bounds go to infinity, which it takes for none.
    const most = Number.MAX_VALUE;
    const range = { min: Math.max(schema.minValue ?? 0, -most), max: Math.min(schema.maxValue ?? 100, most) };
    return schema.isInt ? fc.integer(range) : fc.double({ ...range, noNaN: true });
  }
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.def.values);
  if (schema instanceof z.ZodArray) return fc.array(below(schema.def.element), { maxLength: 4 });
  // Its keys are names of values that findings quote.
  if (schema instanceof z.ZodRecord) {
    return fc.dictionary(fc.constantFrom('found', 'needed', 'host'), below(schema.def.valueType), {
      noNullPrototype: true,
    });
  }
  if (schema instanceof z.ZodUnion) return fc.oneof(...schema.def.options.map(below));
  if (schema instanceof z.ZodObject) {
    return fc.record(Object.fromEntries(Object.entries(schema.def.shape).map(([key, field]) => [key, below(field)])));
  }
  throw new Error(`no documents for a ${schema._zod.def.type}`);
}

test('an exported plan has no anchors: a reader need not know them', () => {
  const plan = samplePlan();
  const roles = plan.hosts[0]?.roles ?? [];
  for (const host of plan.hosts) host.roles = roles;
  expect(planToYaml(plan)).not.toMatch(/[&*]a\d/);
});

test('a plan as JSON is a plan', () => {
  const plan = samplePlan();
  expect(planFromYaml(JSON.stringify(plan)).plan).toEqual(plan);
});

test('a syntax error has its line and column', () => {
  expect(errors('schemaVersion: 1\nname: [a\n')[0]).toBe('syntax 3:1');
});

test('a wrong value has its line, a missing one that of what it is missing from, an unknown field that of its name', () => {
  const text = planToYaml(samplePlan())
    .replace('port: 22', 'port: 99999')
    .replace('  address: 10.0.0.12', '  adress: 10.0.0.12');
  const lines = text.split('\n');
  const lineOf = (part: string) => lines.findIndex((line) => line.includes(part)) + 1;
  expect(errors(text)).toEqual([
    `tooBig ${lineOf('99999')}:13 hosts.0.ssh.port`,
    `missing ${lineOf('node-2')}:5 hosts.1.address`,
    `unknownField ${lineOf('adress')}:5 hosts.1.adress`,
  ]);
});

test('an unknown field alone is enough to refuse a plan, and is named with what there is', () => {
  const text = planToYaml(samplePlan()).replace('  podCidr:', '  podCIDR:');
  const [error] = planFromYaml(text).errors;
  expect(error).toMatchObject({ code: 'unknownField', found: 'podCIDR', path: 'kubernetes.podCIDR' });
  expect(error?.needed).toContain('podCidr');
});

test('an older version is read as it was meant', () => {
  const text = 'schemaVersion: 1\nname: prod\nentry: {api: {kind: host}, application: {kind: none}}\n';
  expect(planFromYaml(text).plan?.schemaVersion).toBe(planSchemaVersion);
});

test('another version and another document are told apart', () => {
  expect(errors('name: x\nschemaVersion: 9\n')).toEqual(['newerVersion 2:16']);
  expect(errors('kind: Pod\n')).toEqual(['noVersion 1:1']);
  expect(errors('')).toEqual(['noVersion 1:1']);
});
