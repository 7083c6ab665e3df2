import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { checkHost, type HostCheck } from '@/lib/hosts/check-host';
import type { HostTarget } from '@/lib/hosts/target';
import { targetOf } from '@/lib/hosts/target-of';
import { log } from '@/lib/log/log';
import { newPlan } from '@/lib/plan/new-plan';
import { placeOfHost } from '@/lib/plan/place';
import { type PlanHost, planSchema } from '@/lib/plan/schema';
import { createCredential, listCredentials, updateCredential } from '@/lib/store/credentials';
import { saveFacts } from '@/lib/store/facts';
import { acceptHostKey, forgetHostKey } from '@/lib/store/host-keys';
import { createPlan, listPlans, savePlan } from '@/lib/store/plans';

const name = 'demo';
const author = 'demo';

/** What `lab/lab plan` prints, as far as a plan needs it. */
const labSchema = z.object({
  hosts: z.array(z.object({ name: z.string(), address: z.string(), port: z.number() })).min(1),
  vip: z.string(),
  ssh: z.object({ user: z.string(), privateKeyFile: z.string() }),
  bundle: z.string(),
  overrides: z.object({ kubeadm: z.string(), containerd: z.string() }),
  dir: z.string(),
});
type Lab = z.infer<typeof labSchema>;

/** Looks at one host and says what it found; given by tests. */
type Look = (target: HostTarget) => Promise<HostCheck>;

/**
 * Leaves a credential, accepted host keys, facts and a plan for lab hosts that can be reviewed and installed as it is.
 * Run again, it brings them up to date.
 */
export async function prepareDemo(factsFile: string, look: Look = checkHost): Promise<void> {
  const lab = labSchema.parse(JSON.parse(await readFile(factsFile, 'utf8')));
  const credential = await saveCredential(lab);
  for (const host of lab.hosts) await trustHost(lab, host);
  const document = planOf(lab, credential);
  await Promise.all(document.hosts.map((host) => learn(host, look)));
  const existing = (await listPlans()).find((plan) => plan.name === name);
  if (existing) {
    await savePlan({ planId: existing.id, baseRevision: existing.revision, document, userId: author });
  } else await createPlan({ document, userId: author });
}

async function saveCredential(lab: Lab): Promise<string> {
  const secret = { kind: 'private-key', privateKey: await readFile(lab.ssh.privateKeyFile, 'utf8') } as const;
  const known = (await listCredentials()).find((one) => one.name === name);
  const result = await (known ? updateCredential(known.id, { secret }) : createCredential({ name, secret }));
  if ('problem' in result)
    throw new Error(`The lab's key ${lab.ssh.privateKeyFile} could not be stored: ${result.problem}`);
  return result.credential.id;
}

/** Read from the host's own disk, which is a folder here: nobody stands in between to be mistaken for it. */
async function trustHost(lab: Lab, { name: host, address, port }: Lab['hosts'][number]): Promise<void> {
  const file = path.join(lab.dir, 'hosts', host, 'root/etc/ssh/ssh_host_ed25519_key.pub');
  const [type = '', key = ''] = (await readFile(file, 'utf8')).split(' ');
  await forgetHostKey({ way: '', address, port });
  await acceptHostKey({ way: '', address, port }, { type, key }, author);
}

/** Without facts a plan can't be compiled. A host that can't be looked at is said, and the plan's first step looks again. */
async function learn(host: PlanHost, look: Look): Promise<void> {
  const check = await look(await targetOf(host));
  if (check.state === 'ready') return saveFacts(placeOfHost(host), check.facts);
  const found = check.state === 'failed' ? check.error.code : check.state;
  log('warn', 'demo', 'a host could not be looked at; open the plan and press Check hosts', { host: host.name, found });
}

function planOf(lab: Lab, credential: string) {
  const draft = newPlan(name, 'three-hosts');
  const api = draft.entry.api;
  return planSchema.parse({
    ...draft,
    hosts: lab.hosts.map((host) => ({
      name: host.name,
      address: host.address,
      ssh: { port: host.port, user: lab.ssh.user, credential },
      roles: draft.hosts[0]?.roles ?? [],
    })),
    entry: { ...draft.entry, api: api.kind === 'keepalived' ? { ...api, address: lab.vip } : api },
    kubernetes: { ...draft.kubernetes, overrides: lab.overrides },
    artifacts: { kind: 'bundle', folder: lab.bundle },
  });
}
