# This machine: what the lab needs of it, its bridge, and limits that all hosts share because they share one kernel.

shared=/run/slipway-lab   # one file per lab that is up, and this machine's settings from before the first one

# command=Debian package
tools='systemd-nspawn=systemd-container debootstrap=debootstrap ip=iproute2 ssh=openssh-client zstd=zstd jq=jq
  openssl=openssl nsenter=util-linux curl=curl flock=util-linux'

missing_packages() {
  local t
  for t in $tools; do command -v "${t%=*}" > /dev/null || echo "${t#*=}"; done | sort -u
}

# has FEATURE: yes, no, or unknown when this machine does not let us ask
kernel_has() {
  case $1 in
    overlay) grep -qw overlay /proc/filesystems || modprobe -q overlay 2> /dev/null ;;
    br_netfilter) [ -d /proc/sys/net/bridge ] || modprobe -q br_netfilter 2> /dev/null ;;
    vxlan | bridge | veth)
      local kind=$1 type
      case $kind in vxlan) type='vxlan id 1 dstport 0' ;; *) type=$kind ;; esac
      # shellcheck disable=SC2086
      ip link add "lp$$$kind" type $type 2> /dev/null && ip link del "lp$$$kind" ;;
  esac
}

doctor() {
  local rc=0 packages f
  say() { printf '%-14s %s\n' "$1" "$2"; }
  if [ "$(id -u)" = 0 ]; then say root ok; else say root "MISSING: run as root (sudo -E lab ...)"; rc=1; fi
  packages=$(missing_packages | paste -sd' ')
  if [ -n "$packages" ] && [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    say packages "installing $packages"
    # shellcheck disable=SC2086
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $packages; } < /dev/null > "$dir/doctor.log" 2>&1 ||
      say packages "apt-get failed, see $dir/doctor.log"
    packages=$(missing_packages | paste -sd' ')
  fi
  if [ -z "$packages" ]; then say packages ok; else say packages "MISSING: install $packages"; rc=1; fi
  if [ "$(id -u)" = 0 ] && command -v ip > /dev/null; then
    for f in overlay bridge veth vxlan br_netfilter; do
      if kernel_has $f; then say "$f" ok; else say "$f" "MISSING: this kernel has no $f (modprobe $f fails)"; rc=1; fi
    done
  fi
  if [ -n "$(go_command)" ]; then say go ok; else say go 'MISSING, only for the stand-in for Rainbond (lab/rainbond): install Go 1.21 or newer'; fi
  if on_cgroup_v2; then say cgroups 'v2'; else say cgroups 'v1: hosts need the overrides for it (lab plan prints them)'; fi
  return $rc
}
doctor_quietly() { local out; out=$(doctor) || { echo "$out" >&2; die 'this machine cannot run the lab, see above'; }; }

on_cgroup_v2() { [ -f /sys/fs/cgroup/cgroup.controllers ]; }

machine_up() {
  local owner other
  mkdir -p "$shared" "$dir/hosts" "$dir/keys"
  chmod 700 "$dir/keys"
  exec 9> "$shared/lock"
  flock 9
  # another lab may have crashed on this network: only one with running hosts stands in the way
  for owner in "$shared"/lab-*; do
    [ -f "$owner" ] && [ "$owner" != "$shared/lab-$tag" ] || continue
    other=$(sed -n 2p "$owner")
    if [ -z "$(nspawns "${owner##*-}")" ]; then rm -f "$owner"
    elif [ "$(sed -n 1p "$owner")" = "$net $br" ]; then die "$net and $br belong to the lab in $other: set LAB_NET, or take that one down"; fi
  done
  if ! ls "$shared"/lab-* > /dev/null 2>&1 && [ ! -f "$shared/sysctl.before" ]; then
    # the hosts' kubelets set the last three for the whole machine
    sysctl fs.inotify.max_user_instances fs.inotify.max_user_watches vm.overcommit_memory kernel.panic kernel.panic_on_oops > "$shared/sysctl.before"
  fi
  printf '%s\n%s\n' "$net $br" "$dir" > "$shared/lab-$tag"
  sysctl -qw fs.inotify.max_user_instances=8192 fs.inotify.max_user_watches=1048576
  ip link show "$br" > /dev/null 2>&1 || ip link add "$br" type bridge
  ip addr replace "$net.1/24" dev "$br"
  ip link set "$br" up
  echo "$net" > "$dir/net"
  echo "$br" > "$dir/bridge"
  make_keys
  exec 9>&-
}

machine_down() {
  local c
  for c in /sys/fs/cgroup/*/ /sys/fs/cgroup/; do rmdir "${c}lab-$tag" 2> /dev/null || true; done
  # not ours: another lab's, or one that was never up
  if [ "$(sed -n 1p "$shared/lab-$tag" 2> /dev/null)" = "$net $br" ]; then ip link del "$br" 2> /dev/null || true; fi
  rm -rf "$dir/shared"
  rm -f "$shared/lab-$tag" "$dir/net" "$dir/bridge"
  # other labs that are still up need the limits
  if [ -f "$shared/sysctl.before" ] && ! ls "$shared"/lab-* > /dev/null 2>&1; then
    sysctl -q -p "$shared/sysctl.before" > /dev/null
    rm "$shared/sysctl.before"
  fi
}

# once per lab: its key, and a password per user. One has characters that a careless shell command breaks on.
make_keys() {
  [ -f "$dir/keys/id" ] || ssh-keygen -q -t ed25519 -N '' -C lab -f "$dir/keys/id"
  [ -f "$dir/keys/passwords.json" ] || (
    umask 077
    jq -n --arg root "root-$(openssl rand -hex 8)" --arg ops "ops-$(openssl rand -hex 8)" \
      --arg deploy "it's \"\$5\" & \\more-$(openssl rand -hex 4)" --arg plain "plain-$(openssl rand -hex 8)" '$ARGS.named' > "$dir/keys/passwords.json.new"
    mv "$dir/keys/passwords.json.new" "$dir/keys/passwords.json"
  )
}
