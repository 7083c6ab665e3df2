/**
 * bash: the host's proxies, for a script that asks something outside of the site. A session gets them from /etc/environment by PAM, a service of
 * systemd doesn't. What is set already stays.
 */
export const hostProxies = `host_proxies() {
  local line name value
  while IFS= read -r line; do
    line=\${line#export }
    name=\${line%%=*} value=\${line#*=}
    value=\${value#[\\"\\']}
    value=\${value%[\\"\\']}
    [ -n "\${!name-}" ] || export "$name=$value"
  done < <(grep -iE '^(export )?(https?|no|all)_proxy=' /etc/environment 2>/dev/null)
}`;
