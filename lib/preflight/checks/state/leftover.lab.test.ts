import { afterAll, describe, expect, test } from 'vitest';
import { labWanted } from '@/lib/hosts/lab-target';
import type { HostCheck, Outcome } from '../../check';
import { closeLab, labContext, labSh, outcomeOnLab } from '../../lab';
import { all, type Condition, during, fixOnLab, shadowed } from '../testing-lab';
import { stateChecks } from './index';

const checkOf = (id: string): HostCheck => {
  const check = stateChecks.find((each) => each.id === id);
  if (check?.kind !== 'host') throw new Error(`no ${id}`);
  return check;
};

/** Empty files, with their folders; all of `folders` go away again. */
const files = (paths: string[], folders: string[]): Condition => [
  paths.map((path) => `mkdir -p ${path.slice(0, path.lastIndexOf('/'))}; echo lab > ${path}`).join('\n'),
  `rm -rf ${folders.join(' ')} /var/lib/slipway/leftovers; rmdir /var/lib/slipway 2>/dev/null || true`,
];

/** A process of that name, as the kernel tells it. */
const process = (name: string): Condition => [
  `mkdir -p /run/slipway-lab; cp /bin/sleep /run/slipway-lab/${name}
systemd-run --quiet --property Type=exec --unit slipway-lab-${name} /run/slipway-lab/${name} 300`,
  `systemctl stop slipway-lab-${name} 2>/dev/null || true; systemctl reset-failed slipway-lab-${name} 2>/dev/null || true; rm -rf /run/slipway-lab`,
];

/** What a run of this plan leaves that has joined this host. */
const installed = (plan: string, id?: string): Condition => [
  `mkdir -p /var/lib/slipway/stamps; printf '%s\\n' ${plan} ${id ?? ''} > /var/lib/slipway/stamps/join-begun; touch /var/lib/slipway/stamps/join-worker`,
  'rm -rf /var/lib/slipway',
];

const kubernetes = files(['/etc/kubernetes/kubelet.conf', '/etc/kubernetes/pki/ca.crt'], ['/etc/kubernetes']);

describe.runIf(labWanted)('a lab host', { timeout: 60_000 }, () => {
  afterAll(closeLab);
  const context = labContext();
  const look = (id: string) => outcomeOnLab(checkOf(id), context);
  /** The bad condition is told, the fix takes it away, and the check passes then. */
  const mended = (id: string, condition: Condition, values: object): Promise<Outcome> =>
    during(condition, async () => {
      const outcome = await look(id);
      expect(outcome).toMatchObject({ state: 'finding', severity: 'block', values: { running: 0, ...values } });
      await fixOnLab(id, context, outcome.values);
      expect(await look(id)).toMatchObject({ state: 'passed', values: { count: 0 } });
      return outcome;
    });

  test('leftover.k8s: the fix moves /etc/kubernetes aside, where only root reads it', async () => {
    const kept = await during(kubernetes, async () => {
      await mended('leftover.k8s', kubernetes, { items: '/etc/kubernetes/kubelet.conf, /etc/kubernetes/pki/ca.crt' });
      await labSh('mkdir -p /etc/kubernetes; echo x > /etc/kubernetes/admin.conf');
      await fixOnLab('leftover.k8s', context, { running: 0 });
      return labSh("stat -c %a /var/lib/slipway/leftovers; find /var/lib/slipway/leftovers -name '*.conf' | wc -l");
    });
    expect(kept.trim().split('\n')).toEqual(['700', '1']);
  });

  test('leftover.k8s: this plan’s own passes, another plan’s blocks', async () => {
    const own = all(installed(context.plan.name), kubernetes);
    expect(await during(own, () => look('leftover.k8s'))).toMatchObject({ state: 'passed', values: { owner: 'plan' } });
    const namesake = all(installed(context.plan.name, 'b2'), kubernetes);
    expect(
      await during(namesake, () => outcomeOnLab(checkOf('leftover.k8s'), { ...context, planId: 'a1' })),
    ).toMatchObject({ severity: 'block', values: { owner: 'namesake' } });
    const other = all(installed('another'), kubernetes);
    expect(await during(other, () => look('leftover.k8s'))).toMatchObject({
      severity: 'block',
      values: { owner: 'other' },
    });
  });

  test('leftover.etcd: while etcd runs nothing is offered, and nothing is removed', async () => {
    const data = files(['/var/lib/etcd/member/wal'], ['/var/lib/etcd']);
    const there = await during(all(process('etcd'), data), async () => {
      const outcome = await look('leftover.etcd');
      expect(outcome).toMatchObject({ severity: 'block', values: { running: 1, live: 'etcd' } });
      await expect(fixOnLab('leftover.etcd', context, outcome.values)).rejects.toThrow('nothing to fix');
      // It was started after the look.
      await expect(fixOnLab('leftover.etcd', context, { running: 0 })).rejects.toMatchObject({
        stderr: expect.stringContaining('etcd runs on this host'),
      });
      return labSh('cat /var/lib/etcd/member/wal');
    });
    expect(there).toBe('lab\n');
  });

  test('leftover.etcd: what is left of one that doesn’t run is moved aside; a disk of its own is left to a person', async () => {
    const data = files(['/var/lib/etcd/member/wal'], ['/var/lib/etcd']);
    await mended('leftover.etcd', data, { items: '/var/lib/etcd/member' });
    const disk: Condition = [
      'mkdir -p /var/lib/etcd; mount -t tmpfs slipway-lab /var/lib/etcd; mkdir /var/lib/etcd/member /var/lib/etcd/lost+found',
      'while umount /var/lib/etcd 2>/dev/null; do :; done; rm -rf /var/lib/etcd',
    ];
    await during(disk, async () => {
      const outcome = await look('leftover.etcd');
      expect(outcome).toMatchObject({ values: { items: '/var/lib/etcd/member' } });
      await expect(fixOnLab('leftover.etcd', context, outcome.values)).rejects.toMatchObject({
        stderr: expect.stringContaining('is mounted at or below'),
      });
    });
  });

  test('leftover.kubelet: the fix unmounts volumes of pods that are gone', async () => {
    const volume = '/var/lib/kubelet/pods/0a1b/volumes/secret';
    const pod: Condition = [
      `mkdir -p ${volume}; mount -t tmpfs slipway-lab ${volume}; echo lab > /var/lib/kubelet/config.yaml`,
      `while umount ${volume} 2>/dev/null; do :; done; rm -rf /var/lib/kubelet /var/lib/slipway`,
    ];
    await mended('leftover.kubelet', pod, { count: 2 });
  });

  test('leftover.cni: the fix deletes the bridge and moves the configuration aside', async () => {
    const network = all(
      [
        'ip link add cni0 type bridge; ip link add cali0a1b type bridge',
        'for link in cni0 cali0a1b; do ip link delete $link 2>/dev/null || true; done',
      ],
      files(['/etc/cni/net.d/87-podman.conflist'], ['/etc/cni']),
    );
    await mended('leftover.cni', network, { items: '/etc/cni/net.d/87-podman.conflist, cali0a1b, cni0' });
  });

  test.each(['rke2', 'k3s'])('leftover.%s: the fix disables its unit and moves it aside', async (name) => {
    const unit = name === 'rke2' ? 'rke2-server.service' : 'k3s.service';
    const distribution: Condition = [
      `mkdir -p /etc/rancher/${name} /var/lib/rancher/${name}/agent
printf '[Service]\\nExecStart=/bin/sleep 600\\n[Install]\\nWantedBy=multi-user.target\\n' > /etc/systemd/system/${unit}
systemctl daemon-reload; systemctl enable --now --quiet ${unit}`,
      `systemctl disable --now --quiet ${unit} 2>/dev/null || true
rm -rf /etc/rancher /var/lib/rancher /etc/systemd/system/${unit} /var/lib/slipway; systemctl daemon-reload`,
    ];
    await mended(`leftover.${name}`, distribution, { count: 3 });
  });

  test('leftover.rainbond: a file in /opt/rainbond warns where no Rainbond is planned', async () => {
    expect(await look('leftover.rainbond')).toMatchObject({ state: 'passed' });
    const data = files(['/opt/rainbond/etc/tools'], ['/opt/rainbond']);
    expect(await during(data, () => look('leftover.rainbond'))).toMatchObject({
      severity: 'warn',
      values: { items: '/opt/rainbond/etc' },
    });
  });

  test('leftover.keepalived: one that rests warns and is moved aside, one that runs blocks', async () => {
    const config = files(['/etc/keepalived/keepalived.conf'], ['/etc/keepalived']);
    await during(config, async () => {
      const outcome = await look('leftover.keepalived');
      expect(outcome).toMatchObject({ severity: 'warn' });
      await fixOnLab('leftover.keepalived', context, outcome.values);
      expect(await look('leftover.keepalived')).toMatchObject({ state: 'passed' });
    });
    expect(await during(all(config, process('keepalived')), () => look('leftover.keepalived'))).toMatchObject({
      severity: 'block',
    });
  });

  test('leftover.containerd: faked reading: a containerd of another version warns; a pod’s task blocks', async () => {
    const old = shadowed('containerd', 'echo containerd containerd.io 1.7.27 05044ec0');
    expect(await during(old, () => look('leftover.containerd'))).toMatchObject({
      severity: 'warn',
      values: { version: '1.7.27', path: '/usr/local/sbin/containerd' },
    });
    const task: Condition = [
      'mkdir -p /run/containerd/io.containerd.runtime.v2.task/k8s.io/0a1b',
      'rm -rf /run/containerd',
    ];
    expect(await during(task, () => look('leftover.containerd'))).toMatchObject({
      severity: 'block',
      values: { count: 1, items: '0a1b' },
    });
  });

  test('leftover.iptables: faked reading: a bare host has no iptables, and the fix leaves the rules of others', async () => {
    expect(await look('leftover.iptables')).toMatchObject({ state: 'not-run', reason: 'tool-missing' });
    const rules = `*filter
:INPUT ACCEPT [0:0]
:KUBE-FIREWALL - [0:0]
:cali-INPUT - [0:0]
-A INPUT -j KUBE-FIREWALL
-A INPUT -p tcp --dport 22 -j ACCEPT
COMMIT`;
    const faked = all(
      [`cat > /run/slipway-lab-rules <<'RULES'\n${rules}\nRULES`, 'rm -f /run/slipway-lab-rules'],
      shadowed('iptables-save', 'cat /run/slipway-lab-rules'),
      shadowed('iptables-restore', 'cat > /run/slipway-lab-new; mv /run/slipway-lab-new /run/slipway-lab-rules'),
    );
    const left = await during(faked, async () => {
      const outcome = await look('leftover.iptables');
      expect(outcome).toMatchObject({ severity: 'block', values: { count: 2, items: 'KUBE-FIREWALL, cali-INPUT' } });
      await fixOnLab('leftover.iptables', context, outcome.values);
      return labSh('cat /run/slipway-lab-rules');
    });
    expect(left).toBe('*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -p tcp --dport 22 -j ACCEPT\nCOMMIT\n');
  });
});
