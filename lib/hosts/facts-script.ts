/** Programs that a check or a runbook asks about. */
export const toolNames = [
  ...['zstd', 'tar', 'curl', 'conntrack', 'socat', 'iptables', 'ip', 'ss', 'modprobe', 'mount', 'chronyc', 'chronyd'],
  ...['timedatectl', 'keepalived', 'containerd', 'kubelet', 'kubeadm', 'kubectl', 'crictl', 'openssl', 'systemctl'],
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

/**
 * Everything about a host in one script: sections that begin with `@@name`. It says when it is there and waits for a
 * line before it reads the clock, so that starting sudo and bash takes no part in the round trip. Each command may fail or be absent: its section is then empty, which means
 * unknown. Local file systems only and a limit on what may hang (a dead NFS server, a busy dbus).
 */
export const factsScript = `
echo "@@go"; IFS= read -r _; echo "@@clock"; date +%s%3N
echo "@@hostname"; uname -n
echo "@@os-release"; cat /etc/os-release 2> /dev/null || cat /usr/lib/os-release
echo "@@kernel"; uname -r
echo "@@machine"; uname -m
echo "@@cpus"; getconf _NPROCESSORS_ONLN
echo "@@meminfo"; cat /proc/meminfo
echo "@@disks"; timeout 5 lsblk -bdnP -o NAME,SIZE,ROTA,TYPE,MODEL 2> /dev/null
echo "@@filesystems"; timeout 5 df -l -B1 --output=source,fstype,size,avail,target 2> /dev/null
echo "@@addresses"; ip -o addr show 2> /dev/null
echo "@@route"; ip -o route show default 2> /dev/null
echo "@@time"; timeout 5 busctl get-property org.freedesktop.timedate1 /org/freedesktop/timedate1 org.freedesktop.timedate1 NTPSynchronized Timezone 2> /dev/null
echo "@@localtime"; readlink /etc/localtime
echo "@@cgroup"; stat -f -c %T /sys/fs/cgroup
echo "@@systemd"; systemctl --version 2> /dev/null
echo "@@machine-id"; cat /etc/machine-id
echo "@@tools"; for tool in ${toolNames.join(' ')}; do printf '%s %s\\n' "$tool" "$(type -P "$tool")"; done
echo "@@units"; timeout 10 systemctl list-units --all --plain --no-legend --no-pager --type=service 2> /dev/null
echo "@@listening"; ss -lntup 2> /dev/null
echo "@@leftovers"; for path in ${leftoverPaths.join(' ')}; do [ -e "$path" ] && printf '%s\\n' "$path"; done
echo "@@end"
`;
