import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { samplePlan } from '@/lib/plan/samples';
import {
  databaseSchema,
  etcdSchema,
  type Plan,
  rainbondSchema,
  registrySchema,
  roleSchema,
  serviceRoleSchema,
  storageSchema,
  vipSchema,
} from '@/lib/plan/schema';
import { apiRow } from '@/lib/preflight/api-row';
import { catalogue } from '@/lib/preflight/catalogue';
import type { Check } from '@/lib/preflight/check';
import { checkGroups } from '@/lib/preflight/check-groups';
import { rowsOf } from '@/lib/preflight/expected';
import { severitiesOf } from '@/lib/preflight/severities';
import { type TestKind, testsOfChecks } from './tested-checks';

/** What comparable installers check, or a reader would look for, and what this one doesn't: each with the reason. */
const notChecked: [what: string, why: string][] = [
  [
    'Object storage (S3) and backup targets',
    'a plan has no such choice: nothing that the install sets up writes there. A check of something that nobody has named would be of nothing.',
  ],
  [
    'fsync under load (kURL runs six writers and a reader beside its measurement)',
    '`disk.fsync` measures on all etcd hosts at once, without load of its own. On hosts that already work, such as those of an existing cluster, ten seconds of 300 writes a second would be felt by what runs there.',
  ],
  [
    'Pull time and rate of each image of an online install (OpenShift’s container-images-available)',
    '`images.available` asks for manifests and pulls nothing: pulling each image takes the minutes that the install itself would take. What is really pulled is measured, with its time and MB/s: a layer of 8 MB to and from a registry outside (`registry.push-rate`, `registry.pull-rate`).',
  ],
];

/** `npx tsx docs/preflight-page.ts` writes docs/preflight.md from the catalogue; a test fails while it is out of date. */
const root = path.resolve(import.meta.dirname, '..');
export const pageFile = path.join(root, 'docs/preflight.md');

const texts = new Map(
  readdirSync(path.join(root, 'messages/en')).map((file) => [
    path.basename(file, '.json'),
    JSON.parse(readFileSync(path.join(root, 'messages/en', file), 'utf8')) as Record<string, unknown>,
  ]),
);

function textOf(namespace: string, key: string): string {
  const found = key
    .split('.')
    .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], texts.get(namespace));
  if (typeof found !== 'string') throw new Error(`messages/en/${namespace}.json has no text ${key}`);
  return found;
}

/** A message without its values: each as its name in italics, and each choice between two texts as both. */
export function withoutValues(message: string): string {
  const say = (elements: MessageFormatElement[]): string =>
    elements
      .map((element) => {
        switch (element.type) {
          case TYPE.literal:
            return element.value;
          case TYPE.pound:
            return '*n*';
          case TYPE.tag:
            return say(element.children);
          case TYPE.select:
          case TYPE.plural: {
            const options = [...new Set(Object.values(element.options).map(({ value }) => say(value).trim()))];
            const said = options.filter((option) => option !== '');
            if (said.length < 2 && options.length < 2) return said[0] ?? '';
            return ` (${options.includes('') ? 'or ' : ''}${said.join(' / ')})`;
          }
          default:
            return `*${element.value}*`;
        }
      })
      .join('');
  return say(parse(message)).replace(/\s+/g, ' ').trim();
}

const withRainbond = (plan: Plan): void => {
  plan.rainbond = rainbondSchema.parse({ kind: '6.x' });
};

/** Plans that each choose one thing more than the first one does. */
const choices: [string, (plan: Plan) => void][] = [
  ['', () => {}],
  ['Rainbond', withRainbond],
  [
    'Rainbond with a wildcard domain',
    (plan) => {
      plan.rainbond = rainbondSchema.parse({ kind: '6.x', domainSuffix: 'apps.corp.example' });
    },
  ],
  [
    'behind a bastion',
    (plan) => {
      for (const host of plan.hosts) host.ssh.via = [{ address: '10.0.0.9', port: 22, user: 'root', credential: '' }];
    },
  ],
  [
    'online',
    (plan) => {
      plan.artifacts = { ...plan.artifacts, kind: 'online' } as Plan['artifacts'];
    },
  ],
  [
    'chart from a repository',
    (plan) => {
      plan.rainbond = rainbondSchema.parse({ kind: '6.x', chart: { kind: 'repository' } });
    },
  ],
  [
    'Calico',
    (plan) => {
      plan.kubernetes.cni = 'calico';
    },
  ],
  [
    'IPVS',
    (plan) => {
      plan.kubernetes.overrides.kubeadm =
        'apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmode: ipvs\n';
    },
  ],
  [
    'Ceph',
    (plan) => {
      plan.storage = storageSchema.parse({ kind: 'ceph' });
    },
  ],
  [
    'NFS outside',
    (plan) => {
      plan.storage = storageSchema.parse({ kind: 'external-nfs', server: '10.0.0.50', path: '/srv' });
    },
  ],
  [
    'NFS server',
    (plan) => {
      plan.storage = storageSchema.parse({ kind: 'nfs-server' });
    },
  ],
  [
    'StorageClass',
    (plan) => {
      plan.storage = storageSchema.parse({ kind: 'storage-class', name: 'fast' });
    },
  ],
  [
    'MySQL outside',
    (plan) => {
      withRainbond(plan);
      plan.database = databaseSchema.parse({ kind: 'external', host: '10.0.0.51', credential: 'db', user: 'rainbond' });
    },
  ],
  [
    'registry outside',
    (plan) => {
      withRainbond(plan);
      plan.registry = registrySchema.parse({ kind: 'external', address: 'registry.example:5000', credential: 'r' });
    },
  ],
  [
    'Rainbond 5.17 with an etcd outside',
    (plan) => {
      plan.rainbond = rainbondSchema.parse({ kind: '5.17' });
      plan.etcd = etcdSchema.parse({ kind: 'external', endpoints: ['https://10.0.0.52:2379'], credential: 'e' });
    },
  ],
  [
    'load balancer',
    (plan) => {
      withRainbond(plan);
      plan.entry.api = { kind: 'load-balancer', address: '10.0.0.60', port: 6443, declared: '' };
      plan.entry.application = { kind: 'load-balancer', address: '10.0.0.61', declared: '' };
    },
  ],
  [
    'VIP',
    (plan) => {
      plan.entry.api = vipSchema.parse({ kind: 'keepalived', address: '10.0.0.100', virtualRouterId: 151 });
      plan.entry.application = vipSchema.parse({ kind: 'keepalived', address: '10.0.0.101', virtualRouterId: 152 });
    },
  ],
];

const roles: Plan['hosts'][number]['roles'] = [...roleSchema.options, ...serviceRoleSchema.options];

/** Roles on whose hosts it looks, and the choices of a plan that make it look at all. */
function concerns(check: Check): string {
  const found = choices.map(([choice, change]) => {
    const plan = samplePlan((each) => {
      each.entry.api = { kind: 'host' };
      const [first] = each.hosts;
      if (!first) return;
      // Two of each: some checks are about what the second does while the first doesn't.
      each.hosts = [...roles, ...roles].map((role, index) => ({
        ...structuredClone(first),
        ...{ name: `${role}-${index}`, address: `10.0.0.${20 + index}`, roles: [role] },
      }));
      change(each);
    });
    const context = { plan, facts: {}, bundle: null };
    return {
      choice,
      roles: rowsOf(check, { ...context, cluster: true }).flatMap((host): string[] =>
        host === apiRow ? ['the cluster'] : host.roles,
      ),
    };
  });
  const all = [...new Set(found.flatMap((each) => each.roles))];
  const hosts =
    all.length === roles.length
      ? 'every host'
      : all.join() === roleSchema.options.join()
        ? 'every node'
        : ['the cluster', ...roles].filter((role) => all.includes(role)).join(', ');
  const [usual] = found;
  if (usual && usual.roles.length > 0) return hosts;
  const when = found.filter((each) => each.roles.length > 0).map(({ choice }) => choice);
  if (when.length === 0)
    throw new Error(`${check.id} looks at no host under any of the plans of docs/preflight-page.ts: add one`);
  return `${hosts}; ${when.join(', ')}`;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ');
const kinds: TestKind[] = ['lab', 'lab (faked reading)', 'unit'];

function rowOf(check: Check, tested: ReadonlySet<TestKind> | undefined): string {
  const text = (part: string) => textOf(`checks-${check.group}`, `${check.id}.${part}`);
  const severities = severitiesOf(check.id);
  if (!severities) throw new Error(`lib/preflight/severities.ts doesn't say what findings of ${check.id} can be`);
  const columns = [
    `\`${check.id}\``,
    withoutValues(text('name')),
    withoutValues(text('needed')),
    severities.join(', '),
    concerns(check),
    check.source,
    check.fix ? 'yes' : 'no',
    kinds.filter((kind) => tested?.has(kind)).join(', '),
  ];
  return `| ${columns.map(cell).join(' | ')} |`;
}

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

export function preflightPage(): string {
  const tested = testsOfChecks(
    catalogue.map(({ id }) => id),
    root,
  );
  const unreal = catalogue.filter(({ id }) => !tested.get(id)?.has('lab'));
  const groups = checkGroups.flatMap((group) => {
    const own = catalogue.filter((check) => check.group === group);
    if (own.length === 0) return [];
    return [
      `## ${textOf('preflight', `groups.${group}`)}`,
      '',
      '| id | looks at | needed | findings | hosts | source | fix | tested |',
      '|---|---|---|---|---|---|---|---|',
      ...own.map((check) => rowOf(check, tested.get(check.id))),
      '',
    ];
  });
  return `${[
    '# Checks of the preflight',
    '',
    '<!-- Written by docs/preflight-page.ts from the catalogue: change that, then run `npx tsx docs/preflight-page.ts`. -->',
    '',
    `${counted(catalogue.length, 'check')}, ${catalogue.filter(({ fix }) => fix).length} of them with a fix. All of a host’s checks travel as one script; some hosts do something`,
    'together, or use a service, for the others (`docs/decisions/006-preflight.md`). `./slipway preflight PLAN` runs the same from the',
    'command line.',
    '',
    '- **needed**: the text of the page without its values; *names* in italics stand for what the plan or the host says.',
    '- **findings**: block stops an install; warn can be kept, with a name and a reason; info is a remark. A check without an answer is',
    '  *not run*, with the reason, and never passed.',
    '- **hosts**: roles on whose hosts it looks (every node: those of Kubernetes), and after the semicolon choices of a plan without which it doesn’t.',
    '- **tested**: *lab*: a test on a lab host makes the bad condition real. *lab (faked reading)*: the lab’s hosts are containers and can’t',
    '  have the condition, so a test puts what such a host would say in its place. *unit*: judged from recorded output.',
    ...(unreal.length > 0
      ? [
          '',
          `${counted(unreal.length, 'check')} ${unreal.length === 1 ? 'has' : 'have'} no real bad condition on the lab; ${unreal.filter(({ id }) => !tested.get(id)?.has('lab (faked reading)')).length} of them not even a faked one.`,
        ]
      : []),
    '',
    ...groups,
    '## What is not checked, and why',
    '',
    ...notChecked.map(([what, why]) => `- **${what}**: ${why}`),
  ]
    .join('\n')
    .trimEnd()}\n`;
}

if (process.argv[1] === import.meta.filename) writeFileSync(pageFile, preflightPage());
