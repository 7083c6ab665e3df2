import { hostReadings } from './host-readings';

/** Programs that a check or a runbook asks about. */
export const toolNames = [
  ...['zstd', 'tar', 'curl', 'conntrack', 'socat', 'iptables', 'ip', 'ss', 'modprobe', 'mount', 'chronyc', 'chronyd'],
  ...[
    'timedatectl',
    'keepalived',
    'containerd',
    'kubelet',
    'kubeadm',
    'kubectl',
    'helm',
    'crictl',
    'openssl',
    'systemctl',
  ],
  ...['swapoff', 'apt-get', 'dpkg', 'dnf', 'yum', 'rpm'],
];

/** What earlier installations leave behind. */
const leftoverPaths = [
  '/etc/kubernetes/admin.conf',
  '/etc/kubernetes/kubelet.conf',
  '/etc/kubernetes/manifests/*',
  '/var/lib/etcd/member',
  '/var/lib/kubelet/config.yaml',
  '/etc/cni/net.d/*',
  '/etc/rancher/rke2',
  '/etc/rancher/k3s',
  '/var/lib/rancher',
  '/etc/keepalived/keepalived.conf',
  '/opt/rainbond',
];

/** bash: milliseconds since 1970; bash knows them itself from 5.0 on. */
const clockScript = `if [ -n "\${EPOCHREALTIME-}" ]; then slipway_now=\${EPOCHREALTIME/./}; echo "\${slipway_now%???}"; else date +%s%3N; fi`;

/** bash, after `hostReadings`: everything about a host, to the last section. */
export const factsSections = `
echo "@@hostname"; see_node; echo "$node"
echo "@@os-release"; if [ -r /etc/os-release ]; then print_file /etc/os-release; else print_file /usr/lib/os-release; fi
echo "@@kernel"; see_release; echo "$release"
echo "@@machine"; see_machine; echo "$machine"
echo "@@cpus"; see_cpus; echo "$cpus"
echo "@@meminfo"; while IFS= read -r line; do case $line in MemTotal:*|SwapTotal:*) printf '%s\\n' "$line" ;; esac; done < /proc/meminfo
echo "@@disks"; timeout 5 lsblk -bdnP -o NAME,SIZE,ROTA,TYPE,MODEL 2> /dev/null
echo "@@filesystems"; timeout 5 df -l -B1 --output=source,fstype,size,avail,target 2> /dev/null
echo "@@addresses"; see_addresses; printf '%s\\n' "$addresses"
echo "@@route"; see_routes; printf '%s' "\${routes-}"
echo "@@time"; see_clock; printf '%s\\n' "$clock_synchronized"
echo "@@localtime"; see_zone_link; if [ -n "$zone_link" ]; then printf '%s\\n' "$zone_link"; elif [ -r /etc/timezone ]; then IFS= read -r line < /etc/timezone; echo "zoneinfo/$line"; fi
echo "@@cgroup"; if [ -e /sys/fs/cgroup/cgroup.controllers ]; then echo cgroup2fs; elif [ -d /sys/fs/cgroup/memory ] || [ -d /sys/fs/cgroup/systemd ]; then echo tmpfs; fi
echo "@@systemd"; see_manager; if [ -n "$manager" ]; then printf '%s\\n' "$manager"; else systemctl --version 2> /dev/null; fi
echo "@@machine-id"; [ ! -r /etc/machine-id ] || print_file /etc/machine-id
echo "@@tools"; for tool in ${toolNames.join(' ')}; do printf '%s ' "$tool"; type -P "$tool" || echo; done
echo "@@units"; print_unit_states
echo "@@listening"; see_listening; printf '%s\\n' "\${listening-}"
echo "@@leftovers"; for path in ${leftoverPaths.join(' ')}; do [ -e "$path" ] && printf '%s\\n' "$path"; done
echo "@@end"
`;

/**
 * Everything about a host in one script: sections that begin with `@@name`. It says when it is there and waits for a
 * line before it reads the clock, so that starting sudo and bash takes no part in the round trip. Each command may fail or be absent: its section is then empty, which means
 * unknown. Local file systems only and a limit on what may hang (a dead NFS server, a busy dbus).
 */
export const factsScript = `
echo "@@go"; IFS= read -r _; echo "@@clock"; ${clockScript}
${hostReadings}${factsSections}`;

/** bash, after `factsScript`: a line with a length, and a script of so many bytes, which goes on in the same shell. */
export const furtherScript = `
if IFS= read -r slipway_length && IFS= read -r -N "$slipway_length" slipway_further; then eval "unset slipway_length slipway_further; $slipway_further"; fi
`;
