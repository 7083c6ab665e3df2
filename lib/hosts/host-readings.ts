/** Units that facts or a check of the preflight ask about: systemd is asked once, about those that may be there. */
const knownUnits = [
  ...['chronyd', 'chrony', 'systemd-timesyncd', 'ntpd', 'ntp', 'ntpsec', 'openntpd'],
  ...['docker', 'crio', 'containerd', 'kubelet', 'etcd', 'keepalived', 'k3s', 'k3s-agent', 'rke2-server', 'rke2-agent'],
  ...['firewalld', 'ufw', 'NetworkManager', 'nm-cloud-setup'],
].map((name) => `${name}.service`);

/** systemd.unit(5), “Unit File Load Path”; those of a running manager below /run come and go with what they describe. */
const unitFolders = [
  ...['/etc/systemd/system.control', '/run/systemd/system.control', '/run/systemd/transient'],
  ...['/run/systemd/generator.early', '/etc/systemd/system', '/etc/systemd/system.attached'],
  ...['/run/systemd/system', '/run/systemd/system.attached', '/run/systemd/generator'],
  ...['/usr/local/lib/systemd/system', '/usr/lib/systemd/system', '/lib/systemd/system', '/run/systemd/generator.late'],
];
/** What still runs after its file was removed has processes, and so a cgroup: of v2, v1 and both at once. */
const unitCgroups = ['/sys/fs/cgroup', '/sys/fs/cgroup/systemd', '/sys/fs/cgroup/unified'].map(
  (mount) => `${mount}/system.slice`,
);

/** Where every plan's data lies: asked about together. */
const usualFolders = ['/', '/var/lib', '/var/lib/containerd', '/var/lib/kubelet', '/var/lib/etcd'];

/** Keys that some check asks about, as sysctl.d files write them. */
const sysctlKeys =
  'net[./](ipv4[./](ip_forward|conf[./](all|default)[./](forwarding|rp_filter|arp_filter|arp_ignore))|bridge[./]bridge-nf-call-iptables|core[./]somaxconn)|fs[./]inotify[./]max_user_(instances|watches)';
/** A file hides those of the same name in folders after its own, also when it is empty or a link to /dev/null. */
const sysctlFolders = ['/etc/sysctl.d', '/run/sysctl.d', '/usr/local/lib/sysctl.d', '/usr/lib/sysctl.d'];

/**
 * bash (4.2 and later): what several scripts read of a host, each as a function `see_…` that reads at its first call and leaves it in
 * variables for the later ones of the same shell. Where a program would tell what a file of the kernel's says, the file is read: a fork and an
 * exec cost more than most of what is asked here. Nothing is written, nothing is printed.
 */
export const hostReadings = `unset release node machine cpus process_names distinct_processes addresses routes zone_link listening virtualization manager
# as long as it may take systemd to answer, where it listens to that
export SYSTEMD_BUS_TIMEOUT=5s
unset unit_states unit_folders asked_units filesystem_rows filesystems_head asked_folders sysctl_lines kernel_options clock_synchronized
# $release: of the kernel
see_release() { [ -n "\${release-}" ] || IFS= read -r release < /proc/sys/kernel/osrelease; }
# $node: the host's name
see_node() { [ -n "\${node-}" ] || IFS= read -r node < /proc/sys/kernel/hostname; }
# $machine: as uname -m
see_machine() { [ -n "\${machine-}" ] || machine=$(uname -m); }
# $cpus: online
see_cpus() {
  [ -z "\${cpus-}" ] || return 0
  local online range first last
  cpus=0
  IFS= read -r online < /sys/devices/system/cpu/online || [ -n "$online" ] || { cpus=$(getconf _NPROCESSORS_ONLN); return; }
  local IFS=,
  for range in $online; do first=\${range%-*} last=\${range#*-}; cpus=$((cpus + last - first + 1)); done
}
# FILE: prints it
print_file() { local line; while IFS= read -r line || [ -n "$line" ]; do printf '%s\\n' "$line"; done < "$1"; }
# process_names by number, and distinct_processes: names as the kernel has them, 15 characters
see_processes() {
  [ -z "\${process_names+x}" ] || return 0
  local comm name
  declare -gA distinct_processes
  # one that is gone by now complains
  { for comm in /proc/[0-9]*/comm; do
    IFS= read -r name < "$comm" || continue
    comm=\${comm#/proc/}
    process_names[\${comm%/comm}]=$name
    [ -z "$name" ] || distinct_processes[$name]=1
  done; } 2>/dev/null
}
# $addresses: a line for each
see_addresses() { [ -n "\${addresses-}" ] || addresses=$(ip -o addr show 2>/dev/null); }
# $routes: the default ones of the main table, as ip writes them; false when nobody says
see_routes() {
  [ -z "\${routes+x}" ] || return 0
  [ -r /proc/net/route ] || return 1
  local interface destination gateway mask via
  routes=
  while read -r interface destination gateway _ _ _ _ mask _; do
    [ "$destination$mask" = 0000000000000000 ] && [ "$interface" != '*' ] || continue
    # hexadecimal, as the processor has them in memory
    printf -v via 'via %d.%d.%d.%d ' "0x\${gateway:6:2}" "0x\${gateway:4:2}" "0x\${gateway:2:2}" "0x\${gateway:0:2}"
    [ "$gateway" != 00000000 ] || via=
    routes+="default \${via}dev $interface"$'\\n'
  done < /proc/net/route
}
# $zone_link: where /etc/localtime points to; '' where it is no link
see_zone_link() { [ -n "\${zone_link+x}" ] || zone_link=$(readlink /etc/localtime); }
# $listening: sockets with their processes; false when nobody says
see_listening() { [ -n "\${listening+x}" ] || listening=$(ss -H -lntup 2>/dev/null) || { unset listening; return 1; }; }
# $virtualization: as systemd-detect-virt
see_virtualization() {
  [ -z "\${virtualization-}" ] || return 0
  # systemd leaves there what it has found, and that goes first
  if [ -s /run/systemd/container ]; then read -r virtualization < /run/systemd/container || [ -n "$virtualization" ]
  else virtualization=$(systemd-detect-virt 2>/dev/null); fi
}
# $manager: systemd's own properties
see_manager() { [ -n "\${manager-}" ] || manager=$(systemctl show -p Version -p DefaultLimitNOFILE -p Environment 2>/dev/null); }
# UNIT: whether it may be there
may_have_unit() {
  local folder
  if [ -z "\${unit_folders+x}" ]; then
    unit_folders=()
    for folder in ${[...unitFolders, ...unitCgroups].join(' ')}; do
      # /lib is /usr/lib on all but old ones
      if [ -d "$folder" ] && ! { [ "$folder" = /lib/systemd/system ] && [ -L /lib ]; }; then unit_folders+=("$folder"); fi
    done
  fi
  for folder in "\${unit_folders[@]}"; do
    if [ -e "$folder/$1" ] || [ -L "$folder/$1" ]; then return 0; fi
  done
  return 1
}
# UNIT…: unit_states, a block of LoadState, ActiveState and UnitFileState for each; systemd isn't asked about what has neither a file nor a process
see_units() {
  local unit line at=0 wanted=()
  declare -gA unit_states
  for unit in "$@" \${asked_units-${knownUnits.join(' ')}}; do
    [ -z "\${unit_states[$unit]+x}" ] || continue
    if [ -d /run/systemd/system ] && ! may_have_unit "$unit"; then
      unit_states[$unit]=$'LoadState=not-found\\nActiveState=inactive\\nUnitFileState='
    else
      unit_states[$unit]=
      wanted+=("$unit")
    fi
  done
  asked_units=
  if [ \${#wanted[@]} -gt 0 ]; then
    while IFS= read -r line; do
      if [ -n "$line" ]; then unit_states[\${wanted[at]-none}]+=\${line}$'\\n'; else at=$((at + 1)); fi
    done <<< "$(systemctl show -p LoadState -p ActiveState -p UnitFileState "\${wanted[@]}" 2>/dev/null)"
  fi
}
# UNIT…: their blocks; false when systemd didn't say
print_units() {
  local unit
  see_units "$@"
  for unit in "$@"; do
    [ -n "\${unit_states[$unit]}" ] || return 1
    printf '%s\\n\\n' "\${unit_states[$unit]%$'\\n'}"
  done
}
# NAME LOAD ACTIVE for each that is there
print_unit_states() {
  local unit load active file
  see_units
  for unit in "\${unit_folders[@]}"; do
    for unit in "$unit"/k3s*.service "$unit"/rke2-*.service; do
      if [ -e "$unit" ]; then see_units "\${unit##*/}"; fi
    done
  done
  for unit in "\${!unit_states[@]}"; do
    IFS=$'\\n' read -r -d '' load active file <<< "\${unit_states[$unit]}"
    [ "$load" = LoadState=not-found ] || echo "$unit \${load#*=} \${active#*=}"
  done
}
# FOLDER…: filesystem_rows, what df says by folder. df asks only about the file systems of its arguments: a dead NFS server elsewhere doesn't hold it
see_filesystems() {
  local folder rows line at=0 wanted=()
  declare -gA filesystem_rows
  for folder in "$@" \${asked_folders-${usualFolders.join(' ')}}; do
    nearest_folder "$folder"
    [ -n "\${filesystem_rows[$nearest]+x}" ] || { filesystem_rows[$nearest]=; wanted+=("$nearest"); }
  done
  asked_folders=
  if [ \${#wanted[@]} -gt 0 ]; then
    rows=$(df -P -T -B1 -- "\${wanted[@]}")
    while IFS= read -r line; do
      if [ $at = 0 ]; then filesystems_head=$line; else filesystem_rows[\${wanted[at - 1]}]=$line; fi
      at=$((at + 1))
    done <<< "$rows"
    # one without an answer would give the next one's to it
    [ $at = $((\${#wanted[@]} + 1)) ] || for folder in "\${wanted[@]}"; do filesystem_rows[$folder]=; done
  fi
}
# FOLDER…: a row of df for each, of itself or the nearest one above that exists
print_filesystems() {
  local folder
  see_filesystems "$@"
  printf '%s\\n' "$filesystems_head"
  for folder in "$@"; do nearest_folder "$folder"; printf '%s\\n' "\${filesystem_rows[$nearest]}"; done
}
# FOLDER: $nearest
nearest_folder() {
  nearest=$1
  until [ -e "$nearest" ]; do nearest=\${nearest%/*}; [ -n "$nearest" ] || nearest=/; done
}
# $sysctl_lines: what files set at boot, FILE:LINE
see_sysctl_files() {
  [ -z "\${sysctl_lines+x}" ] || return 0
  local path
  local -A files
  for path in ${sysctlFolders.map((folder) => `${folder}/*.conf`).join(' ')}; do
    [ -n "\${files[\${path##*/}]-}" ] || files[\${path##*/}]=$path
  done
  sysctl_lines=$(grep -HsE '^[[:space:]]*-?(${sysctlKeys})[[:space:]]*=' "\${files[@]}" /etc/sysctl.conf)
}
# $kernel_options: CONFIG_ lines of what is built in; '' where the host doesn't say
see_kernel_options() {
  [ -z "\${kernel_options+x}" ] || return 0
  local file
  see_release
  kernel_options=
  for file in /proc/config.gz "/boot/config-$release"; do
    [ -r "$file" ] || continue
    kernel_options=$'\\n'$(gzip -cdf "$file" 2>/dev/null | grep -E '^CONFIG_(OVERLAY_FS|BRIDGE_NETFILTER|IP_NF|NF_|NFT_|NETFILTER|VXLAN|IP_VS)[A-Z0-9_]*=y|^CONFIG_MODULES=')$'\\n'
    [ "$kernel_options" != $'\\n\\n' ] || kernel_options=
    break
  done
}
# $clock_synchronized, yes or no: whether the kernel's clock is kept, as timedated finds out (adjtimex(2), the largest error under 16 s), which would first be started
see_clock() {
  [ -z "\${clock_synchronized-}" ] || return 0
  local line number
  see_machine
  case $machine in x86_64) number=159 ;; aarch64) number=171 ;; *) number= ;; esac
  # struct timex has a long after its first word: offset, frequency, and then the largest error
  if [ -n "$number" ] && type -P perl >/dev/null; then
    clock_synchronized=$(perl -e 'my $t = "\\0" x 256; my $r = syscall($ARGV[0] + 0, $t); exit 1 if $r < 0; print((unpack("x24 q", $t))[0] < 16000000 ? "yes" : "no")' "$number" 2>/dev/null)
  fi
  [ -z "$clock_synchronized" ] || return 0
  while IFS= read -r line; do case $line in *'synchronized: '*) clock_synchronized=\${line##* } ;; esac; done <<< "$(timeout 5 timedatectl 2>/dev/null)"
}`;
