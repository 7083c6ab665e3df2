import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const exec = promisify(execFile);

/** What `lab plan` prints. */
export type LabFacts = {
  hosts: { name: string; address: string; port: number; hostKeys: { type: string; fingerprint: string }[] }[];
  vip: string;
  ssh: { user: string; password: string; privateKeyFile: string };
  users: { name: string; sudo: string; password: string }[];
  bundle: string;
  overrides: { kubeadm: string; containerd: string };
};

/** The lab from outside the product: nothing here goes through Slipway. */
export const lab = {
  async run(...args: string[]): Promise<string> {
    const { stdout } = await exec('lab/lab', args, { maxBuffer: 16 * 1024 * 1024 });
    return stdout;
  },
  /** Fresh hosts: whatever an earlier run left is gone. */
  async fresh(count: number): Promise<LabFacts> {
    await lab.run('down');
    await lab.run('up', String(count));
    return lab.facts(count);
  },
  async facts(count: number): Promise<LabFacts> {
    return JSON.parse(await lab.run('plan', String(count)));
  },
  async privateKey(facts: LabFacts): Promise<string> {
    return readFile(facts.ssh.privateKeyFile, 'utf8');
  },
  async ssh(node: string, command: string): Promise<string> {
    return lab.run('ssh', node, command);
  },
  /** kubectl on that host with the cluster's own admin.conf. */
  async kubectl(node: string, args: string): Promise<string> {
    return lab.ssh(node, `kubectl --kubeconfig /etc/kubernetes/admin.conf ${args}`);
  },
  /** Turns a fault of the stand-in for Rainbond on or off (lab/rainbond/README.md). */
  async rainbond(fault: string, state: 'on' | 'off'): Promise<void> {
    await exec('lab/rainbond/switch', [fault, state]);
  },
  /** Pulls the plug of the VIP's holder under load, switches it on again; the JSON line of `lab/cluster-failover`. */
  async failover(): Promise<Failover> {
    const { stdout } = await exec('lab/cluster-failover', [], { maxBuffer: 16 * 1024 * 1024 });
    process.stdout.write(stdout);
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  },
};

type Outage = { requests: number; failed: number; outageMs: number | null };
export type Failover = {
  killed: string;
  vipNow: string | null;
  readyz: Outage;
  write: Outage;
  survivor: Outage;
  backMs: number | null;
  etcdHealthyAfter: boolean;
};
