# One host: a system container with its own disk, address, cgroups and a network cable.
# off --up_host--> up --kill_host--> off; up --cut_host--> cut off --heal_host--> up. Its disk stays until delete_host.

address() { echo "$net.$((10 + ${1#node}))"; }
machine() { echo "$1-$tag"; }
cable() { echo "vb-$1-$tag"; }   # nspawn's name for our end of the host's network pair
existing() { ls "$dir/hosts" 2> /dev/null | sort -V || true; }

# pids of the nspawn processes of a lab (TAG), or of one host of it; by their arguments, because a pid file outlives a crash
nspawns() {
  local p
  for p in $(pgrep -x systemd-nspawn); do
    if tr '\0' '\n' < "/proc/$p/cmdline" 2> /dev/null | grep -qxE -- "${2:-node[0-9]+}-$1"; then echo "$p"; fi
  done
}
pid_of() { nspawns "$tag" "$1" | head -1; }
init_of() { local p; p=$(pid_of "$1"); [ -z "$p" ] || pgrep -P "$p" | head -1 || true; }   # the host's PID 1
state_of() {
  if [ -z "$(pid_of "$1")" ]; then echo off
  elif ip -o link show "$(cable "$1")" up 2> /dev/null | grep -q .; then echo up
  else echo 'cut off'; fi
}

ssh_to() { # USER ADDRESS [COMMAND...]
  local user=$1 to=$2
  shift 2
  ssh -i "$dir/keys/id" -o BatchMode=yes -o ConnectTimeout=5 -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR "$user@$to" "$@"
}

# The disk. /usr, nine tenths of it, is an overlay over the base (mounted by nspawn, so that it goes away with the host);
# everything else is a copy, because containerd's overlayfs snapshotter needs a real file system under /var/lib.
make_disk() {
  local n=$1 h=$dir/hosts/$1 r=$dir/hosts/$1/root new=$dir/hosts/$1/root.new u home
  [ ! -d "$r/etc" ] || return 0
  rm -rf "$h"
  mkdir -p "$new/usr/lib" "$h/usr"
  tar -C "$base" --exclude=./usr --numeric-owner -cf - . | tar -C "$new" --numeric-owner -xpf -
  cp "$base/usr/lib/os-release" "$new/usr/lib/"   # nspawn looks for it before it mounts anything
  echo "$base" > "$h/base"
  echo "$n" > "$new/etc/hostname"
  printf '127.0.0.1 localhost\n127.0.1.1 %s\n' "$n" > "$new/etc/hosts"
  echo "nameserver $net.1" > "$new/etc/resolv.conf"   # nothing answers there, and says so at once
  # left empty, systemd takes the machine's own DMI id for it: the same on every host
  tr -d - < /proc/sys/kernel/random/uuid > "$new/etc/machine-id"
  ssh-keygen -A -f "$new" > /dev/null
  for u in root ops deploy plain; do
    jq -r ".$u" "$dir/keys/passwords.json" | openssl passwd -6 -stdin | sed "s|.*|s#^$u:[^:]*:#$u:&:#|" | sed -i -f - "$new/etc/shadow"
    home=$new/home/$u
    [ "$u" != root ] || home=$new/root
    install -d -m 700 "$home/.ssh"
    install -m 600 "$dir/keys/id.pub" "$home/.ssh/authorized_keys"
    chown -R --reference="$home" "$home/.ssh"
  done
  mv "$new" "$r"
}

# Each host needs its own cgroup in every hierarchy: without it all kubelets share one /kubepods and delete each other's pods.
controllers_v1() {
  local c
  for c in $(awk 'NR > 1 && $2 > 0 && $4 == 1 {print $1}' /proc/cgroups); do [ ! -d "/sys/fs/cgroup/$c" ] || echo "$c"; done
}
cgroups_of() { # NODE: its directories
  local c
  if on_cgroup_v2; then echo "/sys/fs/cgroup/lab-$tag/$1"; return; fi
  for c in $(controllers_v1) systemd unified; do [ ! -d "/sys/fs/cgroup/$c" ] || echo "/sys/fs/cgroup/$c/lab-$tag/$1"; done
}
remove_cgroups() {
  local d
  for d in $(cgroups_of "$1"); do
    [ ! -d "$d" ] || find "$d" -depth -type d -exec rmdir {} + 2> /dev/null || true
  done
}
make_cgroups() {
  local d f lab
  remove_cgroups "$1"
  for d in $(cgroups_of "$1"); do
    lab=$(dirname "$d")
    mkdir -p "$lab"
    if on_cgroup_v2; then
      for f in /sys/fs/cgroup "$lab"; do sed 's/[^ ]*/+&/g' "$f/cgroup.controllers" > "$f/cgroup.subtree_control" || true; done
    fi
    mkdir -p "$d"
    case $d in */cpuset/*)
      for f in cpus mems; do
        cat "/sys/fs/cgroup/cpuset/cpuset.$f" > "$lab/cpuset.$f"
        cat "/sys/fs/cgroup/cpuset/cpuset.$f" > "$d/cpuset.$f"
      done
      echo 1 > "$d/cgroup.clone_children" ;;
    esac
  done
}

write_init() {
  install -d "$dir/hosts/$1/root/.lab"
  cat > "$dir/hosts/$1/root/.lab/init" <<I
#!/bin/sh
# Runs as PID 1 before systemd, only because this host is a container: its own part of every cgroup v1 hierarchy
# writable (before systemd looks, or it silently does not apply MemoryMax= and friends), and its address.
mount -o remount,bind,rw /sys/fs/cgroup 2>/dev/null
for c in $(controllers_v1 | paste -sd' '); do umount /sys/fs/cgroup/\$c 2>/dev/null; mkdir -p /sys/fs/cgroup/\$c; mount -t cgroup -o \$c cgroup /sys/fs/cgroup/\$c; done
mount --make-rshared /
ip addr replace $(address "$1")/24 dev host0; ip link set lo up; ip link set host0 up; ip route replace default via $net.1
exec /lib/systemd/systemd
I
  chmod 755 "$dir/hosts/$1/root/.lab/init"
}

boot() {
  local n=$1 h=$dir/hosts/$1 d base
  base=$(cat "$h/base")
  [ -d "$base" ] || die "$n was made from $base, which is gone: lab down $n, lab up $n"
  mkdir -p "$dir/shared"   # /srv/shared of every host: stands in for an NFS export
  make_cgroups "$n"
  write_init "$n"
  ip link del "$(cable "$n")" 2> /dev/null || true
  find "$h" -maxdepth 1 -name '.#usr*' -exec rm -rf {} +   # overlay work directory of a host that was killed
  (
    for d in $(cgroups_of "$n"); do echo 0 > "$d/cgroup.procs"; done
    export SYSTEMD_NSPAWN_API_VFS_WRITABLE=1
    exec setsid systemd-nspawn --register=no --keep-unit -q -D "$h/root" --overlay="$base/usr:$h/usr:/usr" -M "$(machine "$n")" --hostname="$n" \
      --network-bridge="$br" --resolv-conf=off --timezone=off --capability=all --drop-capability=CAP_SYS_TIME \
      --system-call-filter='@keyring bpf @privileged @mount @module @raw-io perf_event_open' \
      --bind=/dev/kmsg --bind="$dir/shared:/srv/shared" /.lab/init < /dev/null > "$h/console.log" 2>&1
  ) &
}

# sshd greets, and users other than root are let in as well
answers() {
  local line init
  { read -r -t 1 line < "/dev/tcp/$(address "$1")/22"; } 2> /dev/null || return 1
  init=$(init_of "$1")
  [[ $line == SSH-* ]] && [ -n "$init" ] && [ ! -e "/proc/$init/root/run/nologin" ]
}

up_host() {
  local n=$1 t i
  t=$(now)
  make_disk "$n"
  case $(state_of "$n") in
    off) boot "$n" ;;
    'cut off') heal_host "$n" ;;
  esac
  for i in $(seq 300); do
    if answers "$n"; then echo "$n $(address "$n") up after $(since "$t")"; return 0; fi
    sleep 0.1
    if [ "$i" -gt 20 ] && [ -z "$(pid_of "$n")" ]; then break; fi
  done
  tail -5 "$dir/hosts/$n/console.log" >&2
  die "$n does not answer on $(address "$n"), see $dir/hosts/$n/console.log"
}

kill_host() {
  local p init
  p=$(pid_of "$1")
  [ -n "$p" ] || return 0
  init=$(init_of "$1")
  now > "$dir/hosts/$1/killed-at"   # in ms: on a busy machine, finding the process takes longer than some outages
  [ -z "$init" ] || kill -9 "$init" 2> /dev/null || true   # the kernel kills everything else in the host with it
  for _ in $(seq 50); do kill -0 "$p" 2> /dev/null || break; sleep 0.1; done
  kill -9 "$p" 2> /dev/null || true
  while kill -0 "$p" 2> /dev/null; do sleep 0.05; done
}

delete_host() {
  kill_host "$1"
  ip link del "$(cable "$1")" 2> /dev/null || true
  remove_cgroups "$1"
  mkdir -p "$dir/trash"
  [ ! -d "$dir/hosts/$1" ] || mv "$dir/hosts/$1" "$dir/trash/$1.$(now).$BASHPID"
}
# Disks of a cluster take seconds each to delete: nobody has to wait for that. What a crash left is deleted as well.
empty_trash() {
  local disks
  disks=$(find "$dir/trash" -mindepth 1 -maxdepth 1 2> /dev/null) || return 0
  # the folder itself stays: another lab down may just be moving a disk there
  [ -z "$disks" ] || tr '\n' '\0' <<< "${disks}" | setsid nice xargs -0r rm -rf -- > /dev/null 2>&1 &
}

cut_host() { ip link set "$(cable "$1")" down || die "$1 is off"; }
heal_host() { ip link set "$(cable "$1")" up || die "$1 is off"; }

# Kills the processes of single connections: everything called sshd but the listener, which is the child of PID 1.
# All are stopped first: one that sees its partner die still sends the client an exit status of 0.
drop_ssh() {
  local init p victims=''
  init=$(init_of "$1")
  [ -n "$init" ] || return 0
  for p in $(pgrep -x 'sshd|sshd-session' --ns "$init" --nslist pid); do
    [ "$(awk '/^PPid:/{print $2}' "/proc/$p/status" 2> /dev/null)" = "$init" ] || victims="$victims $p"
  done
  # shellcheck disable=SC2086
  if [ -n "$victims" ]; then kill -STOP $victims 2> /dev/null || true; kill -KILL $victims 2> /dev/null || true; fi
}
