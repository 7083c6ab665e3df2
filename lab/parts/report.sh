# What the lab tells: to people (status) and to tests (plan).

status() {
  local n p json=''
  [ "${1:-}" != --json ] || json=1
  for n in $(existing); do
    p=$(pid_of "$n")
    if [ $json ]; then
      jq -nc --arg name "$n" --arg address "$(address "$n")" --arg state "$(state_of "$n")" --argjson pid "${p:-null}" '$ARGS.named'
    else
      printf '%-8s %-15s %-8s %s\n' "$n" "$(address "$n")" "$(state_of "$n")" "${p:--}"
    fi
  done | if [ $json ]; then jq -s .; else cat; fi
}

# The settings that kubeadm and containerd need only because the hosts are containers on this kernel.
override_kubeadm() {
  if on_cgroup_v2; then
    # one of the documents remains: cgroup v1 is what the others are about
    awk 'BEGIN {RS = "---\n"} /kind: KubeProxyConfiguration/ {printf "%s", $0}' "$here/overrides/kubeadm.yaml"
  else
    cat "$here/overrides/kubeadm.yaml"
  fi
}
override_containerd() {
  local bounding
  bounding=$(awk '/^CapBnd/{print $2}' /proc/self/status)
  if [ $((16#$bounding >> 24 & 1)) = 0 ]; then cat "$here/overrides/containerd.toml"; fi   # 24: CAP_SYS_RESOURCE
}

host_facts() {
  local n=$1 f
  for f in "$dir/hosts/$n/root/etc/ssh"/ssh_host_*_key.pub; do
    ssh-keygen -lf "$f" | sed -E 's/^([0-9]+) (SHA256:[^ ]+) .*\((.*)\)$/\1 \2 \3/'
  done | jq -Rnc --arg name "$n" --arg address "$(address "$n")" \
    '{$name, $address, port: 22, hostKeys: [inputs | split(" ") | {type: .[2], bits: (.[0] | tonumber), fingerprint: .[1]}]}'
}

plan() {
  local hosts
  if [ $# -gt 0 ]; then hosts=$(seq -f 'node%.0f' 1 "$1"); else hosts=$(existing); fi
  # shellcheck disable=SC2086
  must_exist $hosts
  for n in $hosts; do host_facts "$n"; done | jq -s \
    --arg net "$net" --arg bridge "$br" --arg vip "$vip" --arg dir "$dir" \
    --arg cgroups "$(if on_cgroup_v2; then echo v2; else echo v1; fi)" \
    --arg kubeadm "$(override_kubeadm)" --arg containerd "$(override_containerd)" \
    --slurpfile password "$dir/keys/passwords.json" '{
      hosts: .,
      vip: $vip,
      network: {cidr: "\($net).0/24", gateway: "\($net).1", bridge: $bridge, interface: "host0"},
      ssh: {user: "root", password: $password[0].root, privateKeyFile: "\($dir)/keys/id", publicKeyFile: "\($dir)/keys/id.pub"},
      users: [
        {name: "root", sudo: "root", password: $password[0].root},
        {name: "ops", sudo: "without password", password: $password[0].ops},
        {name: "deploy", sudo: "with password", password: $password[0].deploy},
        {name: "plain", sudo: "none", password: $password[0].plain}
      ],
      bundle: "\($dir)/bundle",
      cgroups: $cgroups,
      overrides: {kubeadm: $kubeadm, containerd: $containerd},
      dir: $dir
    }'
}
