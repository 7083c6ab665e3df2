# Services that stand outside a cluster, for the checks that prove them by use: Debian's own packages on a lab host, each with a
# right and some wrong configurations. lab/services/KIND runs on the host as root with the configuration as its first word; its
# lines `# packages:` and `# configurations:` are read here.

service_line() { sed -n "s/^# $2: //p" "$here/services/$1"; }   # KIND, KEY
service_kinds() { find "$here/services" -maxdepth 1 -type f -printf '%f\n' | sort; }
list_services() { local kind; for kind in $(service_kinds); do echo "$kind: $(service_line "$kind" configurations)"; done; }

# The packages of a kind on the host, remembered by name so that they can go again. Nothing of them starts by itself.
install_service() {
  local n=$1 kind=$2 base packages log=$dir/hosts/$1/service-$2.log
  [ ! -e "$dir/hosts/$n/root/var/lib/lab-services/$kind" ] || return 0
  base=$(make_base)
  exec 9> "$cache/services.lock"
  flock 9
  # shellcheck disable=SC2046
  packages=$(packages_folder "$base" "$kind" $(service_line "$kind" packages))
  exec 9>&-
  tar -C "$packages" -cf - . | ssh_to root "$(address "$n")" "rm -rf /root/debs && mkdir -p /root/debs && tar -C /root/debs -xf -"
  ssh_to root "$(address "$n")" bash -s "$kind" << 'I' > "$log" 2>&1 || { tail -5 "$log" >&2; die "dpkg failed, see $log"; }
set -e
export DEBIAN_FRONTEND=noninteractive
printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d
chmod 755 /usr/sbin/policy-rc.d
dpkg-query -W -f '${Package}\n' | sort > /root/debs/before
# Python is wanted by a script of nfs-common alone that nothing here calls, and dpkg can't take it in one go.
rm -f /root/debs/*python3*
dpkg --force-unsafe-io --force-confnew --force-depends -i /root/debs/*.deb
mkdir -p /var/lib/lab-services
dpkg-query -W -f '${Package}\n' | sort | comm -13 /root/debs/before - > "/var/lib/lab-services/$1"
rm -rf /root/debs /usr/sbin/policy-rc.d
I
}

# Package, data and all.
remove_service() {
  local n=$1 kind=$2
  [ -e "$dir/hosts/$n/root/var/lib/lab-services/$kind" ] || return 0
  ssh_to root "$(address "$n")" bash -s gone < "$here/services/$kind"
  ssh_to root "$(address "$n")" bash -s "$kind" << 'I'
list=/var/lib/lab-services/$1
xargs -r dpkg --force-unsafe-io --force-depends -P < "$list" > /dev/null 2>&1
rm -f "$list"
rmdir --ignore-fail-on-non-empty /var/lib/lab-services
systemctl daemon-reload
systemctl reset-failed
exit 0
I
}

# service NODE KIND CONFIG [WORD...]: what stood there of this kind goes before, data included
service() {
  local n=$1 kind=${2:?which kind? see lab service} config=${3:?which configuration? see lab service}
  shift 2
  [ -f "$here/services/$kind" ] || die "no such service: $kind; there are: $(service_kinds | paste -sd' ')"
  [ "$config" != gone ] || { remove_service "$n" "$kind"; return; }
  install_service "$n" "$kind"
  # shellcheck disable=SC2029
  ssh_to root "$(address "$n")" "$(printf '%q ' bash -s -- "$@")" < "$here/services/$kind"
}
