import { linesOf, saidAfter } from '../lines';

/** A proxy as somebody set it, without user and password: those never leave the host. */
export type Proxy = { kind: 'http' | 'https' | 'all'; url: string; where: string };

/** bash: `without_secret URL` into $clean, no fork. */
const withoutSecret = `without_secret() {
  clean=\${1//[\\"\\']/}
  local scheme= rest=$clean
  case $clean in *://*) scheme=\${clean%%://*}:// rest=\${clean#*://} ;; esac
  # up to the last at-sign, wherever it is: a password may hold a slash
  rest=\${rest##*@}
  clean=$scheme\${rest%%/*}
}`;

/** bash, before all checks: what the host's own environment calls so is none of ours. */
export const proxyReading = 'unset proxies';

/**
 * bash: `proxy KIND WHERE URL` and `bypass WHERE LIST` for each place where processes of the install get theirs: this session
 * (kubeadm copies it into static pods), /etc/environment, systemd's own environment, and units of containerd and kubelet.
 * Package managers have a proxy of their own and no list.
 */
export const proxyScript = `see_proxies() {
[ -z "\${proxies+x}" ] || return 0
${withoutSecret}
setting() {
  local where=$1 name=\${2%%=*} value=\${2#*=}
  value=\${value%\\"}; value=\${value#\\"}; value=\${value%\\'}; value=\${value#\\'}
  case $name in
    http_proxy|HTTP_PROXY) [ -z "$value" ] || { without_secret "$value"; proxies+="proxy http $where $clean"$'\\n'; } ;;
    https_proxy|HTTPS_PROXY) [ -z "$value" ] || { without_secret "$value"; proxies+="proxy https $where $clean"$'\\n'; } ;;
    all_proxy|ALL_PROXY) [ -z "$value" ] || { without_secret "$value"; proxies+="proxy all $where $clean"$'\\n'; } ;;
    no_proxy|NO_PROXY) proxies+="bypass $where $value"$'\\n' ;;
  esac
}
local name line file kind clean
proxies=
for name in http_proxy HTTP_PROXY https_proxy HTTPS_PROXY all_proxy ALL_PROXY no_proxy NO_PROXY; do
  [ -z "\${!name+x}" ] || setting session "$name=\${!name}"
done
if [ -r /etc/environment ]; then while IFS= read -r line || [ -n "$line" ]; do setting /etc/environment "\${line#export }"; done < /etc/environment; fi
see_manager
case $manager in *[Pp][Rr][Oo][Xx][Yy]=*) while IFS= read -r line; do setting systemd "$line"; done <<< "$(systemctl show-environment 2>/dev/null)" ;; esac
for file in /etc/systemd/system/{containerd,kubelet}.service.d/*.conf /etc/default/{containerd,kubelet}; do
  [ -r "$file" ] || continue
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in *[Pp][Rr][Oo][Xx][Yy]=*|*PROXY=*)
      line=\${line#Environment=}; line=\${line#\\"}; line=\${line%\\"}
      # several may stand on one line
      while [[ $line =~ (^|[[:space:]\\"])((http|https|all|no|HTTP|HTTPS|ALL|NO)_(proxy|PROXY)=([^[:space:]\\"]*)) ]]; do
        setting "$file" "\${BASH_REMATCH[2]}"
        line=\${line#*"\${BASH_REMATCH[2]}"}
      done ;;
    esac
  done < "$file"
done
for file in /etc/apt/apt.conf /etc/apt/apt.conf.d/*; do
  [ -r "$file" ] || continue
  while IFS= read -r line; do
    if [[ $line =~ ^[[:space:]]*Acquire::(http|https)::[Pp]roxy[[:space:]]+\\"([^\\"]+)\\" ]]; then
      kind=\${BASH_REMATCH[1]}; without_secret "\${BASH_REMATCH[2]}"
      [ "\${clean#*://}" = DIRECT ] || proxies+="proxy $kind $file $clean"$'\\n'
    fi
  done < "$file"
done
for file in /etc/dnf/dnf.conf /etc/yum.conf; do
  [ -r "$file" ] || continue
  while IFS= read -r line; do
    if [[ $line =~ ^proxy[[:space:]]*=[[:space:]]*([^[:space:]]+) ]] && [ "\${BASH_REMATCH[1]}" != _none_ ]; then without_secret "\${BASH_REMATCH[1]}"; proxies+="proxy http $file $clean"$'\\n'; fi
  done < "$file"
done
}
see_proxies; printf '%s' "$proxies"`;

export function proxiesOf(stdout: string): Proxy[] | null {
  const proxies = saidAfter(stdout, 'proxy').map((line): Proxy | null => {
    const [, kind, where = '', url = ''] = /^(http|https|all) (\S+) (\S+)$/.exec(line) ?? [];
    return kind === 'http' || kind === 'https' || kind === 'all' ? { kind, where, url } : null;
  });
  return proxies.includes(null) ? null : proxies.filter((proxy) => proxy !== null);
}

/** By place; entries as they were written. */
export function bypassesOf(stdout: string): Map<string, string[]> {
  const lists = new Map<string, string[]>();
  for (const line of linesOf(stdout)) {
    const [, where, list] = /^bypass (\S+) ?(.*)$/.exec(line) ?? [];
    // Of a name in small and in capital letters, Go takes the capitals, curl the small ones: both must do.
    if (where === undefined) continue;
    const entries = (list ?? '').split(/[,\s]+/).filter(Boolean);
    const before = lists.get(where);
    lists.set(where, before ? before.filter((entry) => entries.includes(entry)) : entries);
  }
  return lists;
}
