import { bundleVersions } from '@/lib/plan/bundle-versions';
import type { PlanHost } from '@/lib/plan/schema';
import { stampPath } from '@/lib/runbook/step';
import { type CheckContext, finding, type HostCheck, passed } from '../../check';
import { vipsOf } from '../../probes/network/address';
import { everyHost, runsKubernetes } from '../applies';
import { saidAfter } from '../lines';
import { owned } from '../ownership';
import { foundPaths, leftover } from './leftover';

/** RKE2 and k3s keep everything below /etc/rancher and /var/lib/rancher, and start by units of their names. */
const rancher = (name: 'rke2' | 'k3s', units: string[], paths: string[]) =>
  leftover({
    id: `leftover.${name}`,
    source: `${name} “Uninstall”: ${name}-uninstall.sh`,
    appliesTo: runsKubernetes,
    byHand: () => `ls -d ${paths.join(' ')}; systemctl list-unit-files '${name}*'`,
    oursToo: false,
    look: () => foundPaths(...paths, ...units.map((unit) => `/etc/systemd/system/${unit}`)),
    clean: () => `for unit in ${units.join(' ')}; do
  ! systemctl cat "$unit" >/dev/null 2>&1 || systemctl disable --now --quiet "$unit"
done
put_aside ${paths.join(' ')} ${units.map((unit) => `/etc/systemd/system/${unit}`).join(' ')}
systemctl daemon-reload`,
  });

const rke2 = rancher(
  'rke2',
  ['rke2-server.service', 'rke2-agent.service'],
  ['/etc/rancher/rke2', '/var/lib/rancher/rke2', '/usr/local/bin/rke2'],
);
const k3s = rancher(
  'k3s',
  ['k3s.service', 'k3s-agent.service'],
  ['/etc/rancher/k3s', '/var/lib/rancher/k3s', '/usr/local/bin/k3s'],
);

/** Data of applications: nothing here removes it. */
const rainbond = leftover({
  id: 'leftover.rainbond',
  source: 'Rainbond: /opt/rainbond, /grdata',
  appliesTo: everyHost,
  byHand: () => 'ls -A /opt/rainbond /grdata',
  oursToo: true,
  look: () => foundPaths('/opt/rainbond/[!l]*', '/opt/rainbond/l[!o]*', '/grdata/*'),
  severity: (_found, _printed, { plan }) => (plan.rainbond.kind === 'none' ? 'warn' : 'block'),
});

/** CRI's bookkeeping of pods; what Docker runs is in a namespace of its own and is told by service.conflict.runtime. */
const pods = '/run/containerd/io.containerd.runtime.v2.task/k8s.io';

const containerdBase = leftover({
  id: 'leftover.containerd',
  source: 'kubekey, KubeClipper: no containerd, or the bundle’s version',
  appliesTo: runsKubernetes,
  byHand: () => `containerd --version; ls ${pods}`,
  oursToo: false,
  look: () => `for task in ${pods}/*; do [ ! -e "$task" ] || echo "found \${task##*/}"; done
if path=$(type -P containerd); then
  echo "containerd $path $("$path" --version 2>/dev/null)"
  [ ! -e ${stampPath('container-runtime')} ] || echo 'installed by us'
fi`,
});

/** `containerd containerd.io 1.7.27 05044ec0…`, `containerd github.com/containerd/containerd v2.3.7 …`. */
const versionIn = (text: string) => /(?:^|\s)v?(\d+\.\d+\.\d+[^\s~+]*)/.exec(text)?.[1] ?? null;

/** Another version only warns, where kubekey and KubeClipper stop: the install puts its own beside it and starts that. Pods of somebody stop it. */
const containerd: HostCheck = {
  ...containerdBase,
  judge: (reading, context, host) => {
    const outcome = containerdBase.judge(reading, context, host);
    if (outcome.state === 'not-run') return outcome;
    const said = saidAfter(reading.stdout, 'containerd')[0];
    const [path = '', ...words] = said?.split(' ') ?? [];
    const version = versionIn(words.join(' ')) ?? '';
    const wanted = (context.bundle?.index && bundleVersions(context.bundle.index).containerd) ?? 'none';
    const byUs = /^installed by us$/m.test(reading.stdout);
    const own = owned(context, host, reading.stdout) === 'plan';
    const running = Number(outcome.values.count);
    const values = {
      ...outcome.values,
      path,
      version,
      wanted,
      owner: byUs ? 'plan' : 'other',
      state: said === undefined ? 'none' : version === '' ? 'unknown' : 'known',
    };
    if (running > 0 && !(byUs && own))
      return finding('block', values, outcome.state === 'finding' ? outcome.evidence : '');
    if (said === undefined || byUs || (version !== '' && version === wanted)) return passed(values);
    return finding('warn', values, said);
  },
};

/** As the RHEL family's package brings it: nobody has configured anything. */
const sample = '192.168.200.16';

const keepalived = leftover({
  id: 'leftover.keepalived',
  source: 'Slipway writes /etc/keepalived/keepalived.conf',
  // Whoever may hold a virtual address of the plan: control planes the API's, gateways the applications'.
  appliesTo: ({ plan }: CheckContext, host: PlanHost) => vipsOf(plan, host).length > 0,
  byHand: () => 'cat /etc/keepalived/keepalived.conf; systemctl status keepalived',
  oursToo: true,
  look: () => `path=/etc/keepalived/keepalived.conf
if [ -s "$path" ] && ! grep -qF ${sample} "$path"; then echo "found $path"; fi
for comm in /proc/[0-9]*/comm; do
  { IFS= read -r name < "$comm"; } 2>/dev/null || continue
  [ "$name" != keepalived ] || echo 'process keepalived'
done`,
  severity: (_found, printed) => (/^process keepalived$/m.test(printed) ? 'block' : 'warn'),
  clean: () => `for comm in /proc/[0-9]*/comm; do
  { IFS= read -r name < "$comm"; } 2>/dev/null || continue
  if [ "$name" = keepalived ]; then echo 'keepalived runs: its address may be in use' >&2; exit 1; fi
done
put_aside /etc/keepalived/keepalived.conf`,
});

export const otherLeftovers = [containerd, rke2, k3s, rainbond, keepalived];
