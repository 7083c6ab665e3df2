import type { PlanHost } from '@/lib/plan/schema';
import { osTableOf } from '@/lib/runbook/os-family';
import { quoteAll } from '@/lib/text/quote';
import { type CheckContext, type CheckValues, finding, passed, unreadable } from '../../check';
import { runsKubernetes } from '../applies';
import { linesOf } from '../lines';
import { hostCheck } from './host-check';

/** Whether `prepare-os` makes SELinux permissive there by itself. */
function installSetsPermissive({ facts }: CheckContext, host: PlanHost): boolean {
  const os = facts[host.name]?.os;
  return Boolean(os && osTableOf(os)?.selinux);
}

/** bash: 1, 0 or absent as the kernel says; its file system is mounted where SELinux is on. */
const enforce = `if [ -r /sys/fs/selinux/enforce ]; then
  read -r enforce < /sys/fs/selinux/enforce || [ -n "$enforce" ] && echo "enforce $enforce"
else
  echo 'enforce absent'
fi`;
const modeOf = (stdout: string): 'enforcing' | 'permissive' | 'disabled' | null => {
  const said = /^enforce (0|1|absent)$/m.exec(stdout)?.[1];
  return said === '1' ? 'enforcing' : said === '0' ? 'permissive' : said === 'absent' ? 'disabled' : null;
};

/**
 * Never a block, although Embedded Cluster stops: Kubernetes runs enforcing where container-selinux' policy is there, and that can't be told
 * from the mode. Where the install makes it permissive by itself it is only said.
 */
const selinuxMode = hostCheck({
  id: 'selinux.mode',
  source: 'Kubernetes “Installing kubeadm”: SELinux permissive',
  appliesTo: runsKubernetes,
  byHand: () => 'getenforce; grep ^SELINUX= /etc/selinux/config',
  script: () => `${enforce}
if [ -r /etc/selinux/config ]; then
  while IFS= read -r line || [ -n "$line" ]; do case $line in SELINUX=*) printf '%s\\n' "$line" ;; esac; done < /etc/selinux/config
fi`,
  judge: (reading, context, host) => {
    const mode = modeOf(reading.stdout);
    if (!mode) return unreadable(reading);
    const atBoot = /^SELINUX=\s*(\w+)/m.exec(reading.stdout)?.[1]?.toLowerCase() ?? 'none';
    const byInstall = installSetsPermissive(context, host);
    const values = { mode, atBoot, by: byInstall ? 'install' : 'nobody' };
    if (mode === 'disabled' || (mode === 'permissive' && atBoot !== 'enforcing'))
      return passed({ ...values, by: 'nobody' });
    return finding(byInstall ? 'info' : 'warn', values);
  },
  fix: {
    files: () => [{ path: '/etc/selinux/config', filter: "sed 's/^SELINUX=enforcing$/SELINUX=permissive/'" }],
    script: () => '[ ! -w /sys/fs/selinux/enforce ] || setenforce 0',
    verify: () => `if [ -r /sys/fs/selinux/enforce ] && grep -q 1 /sys/fs/selinux/enforce; then return 1; fi
! grep -qs '^SELINUX=enforcing$' /etc/selinux/config`,
  },
});

/** Types of the targeted policy where our programs and data go. */
const types: Record<string, string> = { '/usr/bin': 'bin_t', '/usr/local/bin': 'bin_t', '/var/lib': 'var_lib_t' };

const wronglyLabelled = ({ paths }: CheckValues): string[] =>
  typeof paths === 'string' ? paths.split(',').filter((path) => path in types) : [];

const selinuxLabels = hostCheck({
  id: 'selinux.labels',
  source: 'Embedded Cluster (bin_t); SELinux targeted policy file_contexts',
  appliesTo: runsKubernetes,
  byHand: () => `ls -dZ ${Object.keys(types).join(' ')}`,
  script: () => `${enforce}
[ ! -r /sys/fs/selinux/enforce ] || stat -c 'label %C %n' ${Object.keys(types).join(' ')}`,
  judge: (reading) => {
    const mode = modeOf(reading.stdout);
    if (!mode) return unreadable(reading);
    if (mode === 'disabled') return passed({ mode, count: 0, labels: '', paths: '' });
    const found = linesOf(reading.stdout).flatMap((line) => {
      const [, label = '', path = ''] = /^label (\S+) (\/\S+)$/.exec(line) ?? [];
      return path ? [{ path, type: label.split(':')[2] ?? label }] : [];
    });
    if (found.length !== Object.keys(types).length) return unreadable(reading);
    const wrong = found.filter(({ path, type }) => types[path] !== type);
    const values = {
      mode,
      count: wrong.length,
      labels: wrong.map(({ path, type }) => `${path} ${type}`).join(', '),
      paths: wrong.map(({ path }) => path).join(','),
    };
    if (wrong.length === 0) return passed(values);
    // In permissive mode a wrong label is only written to the audit log.
    return finding(mode === 'enforcing' ? 'warn' : 'info', values);
  },
  fix: {
    script: (_context, _host, values) =>
      wronglyLabelled(values).length === 0
        ? null
        : wronglyLabelled(values)
            // /var/lib by itself: what is below belongs to programs that run.
            .map((path) => `restorecon ${path === '/var/lib' ? '' : '-R '}-F ${quoteAll([path])}`)
            .join('\n'),
    verify: () =>
      Object.entries(types)
        .map(([path, type]) => `[[ $(stat -c %C ${path}) == *:${type}:* ]]`)
        .join(' && '),
  },
});

/**
 * containerd 2 goes on without AppArmor where the parser is missing (pkg/apparmor, HostSupports): pods with a profile are refused, and no more.
 * RKE2's and Rainbond's own instructions ask for it, so there it stops.
 */
const apparmorTools = hostCheck({
  id: 'apparmor.tools',
  source: 'Rainbond “Installation requirements”; containerd pkg/apparmor HostSupports',
  appliesTo: runsKubernetes,
  byHand: () => 'cat /sys/module/apparmor/parameters/enabled; command -v apparmor_parser',
  script: () => `enabled=absent
[ ! -r /sys/module/apparmor/parameters/enabled ] || read -r enabled < /sys/module/apparmor/parameters/enabled
echo "enabled $enabled"
if type -P apparmor_parser >/dev/null; then echo 'parser there'; else echo 'parser missing'; fi`,
  judge: (reading, { plan }) => {
    const enabled = /^enabled (Y|N|absent)$/m.exec(reading.stdout)?.[1];
    const parser = /^parser (there|missing)$/m.exec(reading.stdout)?.[1];
    if (!enabled || !parser) return unreadable(reading);
    const values = { kernel: enabled === 'Y' ? 'on' : 'off', parser };
    if (enabled !== 'Y' || parser === 'there') return passed(values);
    return finding(
      plan.kubernetes.distribution === 'kubeadm' && plan.rainbond.kind === 'none' ? 'warn' : 'block',
      values,
    );
  },
  fix: {
    // Offline nobody brings the package.
    script: ({ plan }) =>
      plan.artifacts.kind === 'online'
        ? `type -P apparmor_parser >/dev/null || DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends apparmor </dev/null`
        : null,
    verify: () => 'type -P apparmor_parser >/dev/null',
  },
});

export const securityChecks = [selinuxMode, selinuxLabels, apparmorTools];
