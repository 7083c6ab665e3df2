# The base file system: a small but ordinary Debian 12 server. What Slipway installs itself (product_packages) is not in it.

base_packages='systemd systemd-sysv dbus openssh-server sudo iproute2 iputils-ping kmod procps less ca-certificates apt
  e2fsprogs util-linux mount netbase'
product_packages='keepalived conntrack socat iptables ebtables ethtool chrony curl zstd'
base_recipe=1   # raise when make_base does something else with the same packages

base_id() { printf '%s\n' "$base_recipe" $base_packages ${LAB_EXTRA_PACKAGES:-} | sha256sum | cut -c1-12; }
base_path() { echo "$cache/base-$(base_id)"; }

# the mirror that this machine's own apt uses; on another distribution it has to be told
mirror() {
  [ -z "${DEBIAN_MIRROR:-}" ] || { echo "$DEBIAN_MIRROR"; return; }
  local found
  found=$(apt-get indextargets --format '$(ORIGIN) $(LABEL) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' 2> /dev/null |
    awk '$1 == "Debian" && $2 == "Debian" && $3 == "main" && !n++ {print $4}')
  if [ -z "$found" ] && grep -q '^ID=debian' /etc/os-release; then   # no lists yet, so no origin
    found=$(apt-get indextargets --format '$(COMPONENT) $(SUITE) $(REPO_URI)' 'Created-By: Packages' 2> /dev/null |
      awk '$1 == "main" && $2 !~ /security|updates|backports/ && !n++ {print $3}')
  fi
  [ -n "$found" ] || die "this machine's apt has no Debian mirror: set DEBIAN_MIRROR"
  echo "$found"
}

# prints the path
make_base() {
  local base new list
  base=$(base_path)
  mkdir -p "$cache"
  exec 8> "$cache/base.lock"
  flock 8
  if [ ! -d "$base" ]; then
    echo "making the hosts' base file system (once, about 90 s)" >&2
    new=$base.new
    rm -rf "$new"
    mkdir -p "$cache/debs"
    list=$(echo $base_packages ${LAB_EXTRA_PACKAGES:-} | tr ' ' ,)
    debootstrap --variant=minbase --cache-dir="$cache/debs" --include="$list" bookworm "$new" "$(mirror)" < /dev/null > "$cache/base.log" 2>&1 8>&- ||
      { tail -5 "$cache/base.log" >&2; die "debootstrap failed, see $cache/base.log"; }
    ordinary_server "$new" >> "$cache/base.log" 2>&1 || die "see $cache/base.log"
    mv "$new" "$base"
  fi
  exec 8>&-
  echo "$base"
}

# users, sshd, and what has to be different because the host is a container
ordinary_server() {
  local r=$1 u
  chroot "$r" apt-get clean
  rm -rf "$r"/var/lib/apt/lists/*
  rm -f "$r"/etc/resolv.conf "$r"/etc/ssh/ssh_host_* "$r"/etc/systemd/system/timers.target.wants/*
  : > "$r/etc/apt/sources.list"   # an offline site; also, the mirror's name is this machine's business
  for u in ops deploy plain; do chroot "$r" useradd -m -s /bin/bash "$u"; done
  chroot "$r" usermod -aG sudo deploy
  echo 'ops ALL=(ALL) NOPASSWD: ALL' > "$r/etc/sudoers.d/ops"
  chmod 440 "$r/etc/sudoers.d/ops"
  printf 'PermitRootLogin yes\nPasswordAuthentication yes\n' > "$r/etc/ssh/sshd_config.d/lab.conf"
  # chrony comes later, with the product's packages. It must run, but not move the clock of the machine underneath.
  # A drop-in and not its configuration files: dpkg would ask about files that are already there.
  install -d "$r/etc/systemd/system/chrony.service.d"
  printf '[Unit]\nConditionCapability=\n[Service]\nExecStart=\nExecStart=!/usr/sbin/chronyd -x $DAEMON_OPTS\n' > "$r/etc/systemd/system/chrony.service.d/lab.conf"
}
