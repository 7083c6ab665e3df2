import { parseIpv4 } from '@/lib/plan/ipv4';
import { registryHostOf } from '@/lib/plan/rainbond-images';
import type { Step } from '../runbook';
import { stepId, waitFor } from '../step';
import { clusterStep } from './cluster-step';
import type { RainbondTarget } from './target';

/**
 * bash: `dns_ask SERVER NAME` prints the IPv4 addresses that a DNS server gives for a name. Hosts need not have dig or nslookup: the
 * question (RFC 1035, 4.1) is written by printf and the answer read by od.
 */
export const dnsAsk = `dns_ask() { # SERVER NAME
  local name=\${2%.} label query= answer pos count length kind found=1
  for label in \${name//./ }; do query+=$(printf '\\\\x%02x' \${#label})$label; done
  answer=$(
    exec 3<> "/dev/udp/$1/53" || exit 1
    # one write: what is sent in two is two datagrams
    printf '%b' "\\\\x51\\\\x69\\\\x01\\\\x00\\\\x00\\\\x01\\\\x00\\\\x00\\\\x00\\\\x00\\\\x00\\\\x00$query\\\\x00\\\\x00\\\\x01\\\\x00\\\\x01" | dd bs=512 iflag=fullblock >&3 2>/dev/null
    timeout 3 dd bs=4096 count=1 <&3 2>/dev/null | od -An -v -tx1 | tr -d ' \\n'
  ) || true
  [ "\${#answer}" -ge 24 ] || { echo "DNS at $1 does not answer" >&2; return 1; }
  count=$((16#0\${answer:12:4})) pos=24
  while length=$((16#0\${answer:pos:2})); [ "$length" -gt 0 ]; do pos=$((pos + 2 + 2 * length)); done
  pos=$((pos + 10))
  while [ "$count" -gt 0 ]; do
    count=$((count - 1))
    while length=$((16#0\${answer:pos:2})); [ "$length" -gt 0 ] && [ "$length" -lt 192 ]; do pos=$((pos + 2 + 2 * length)); done
    [ "$length" -ge 192 ] && pos=$((pos + 4)) || pos=$((pos + 2))
    kind=\${answer:pos:4} length=$((16#0\${answer:pos+16:4})) pos=$((pos + 20))
    if [ "$kind" = 0001 ] && [ "$length" = 4 ]; then
      echo "$((16#0\${answer:pos:2})).$((16#0\${answer:pos+2:2})).$((16#0\${answer:pos+4:2})).$((16#0\${answer:pos+6:2}))"
      found=0
    fi
    pos=$((pos + 2 * length))
  done
  return $found
}
cluster_dns() { kubectl -n kube-system get service -l k8s-app=kube-dns -o 'jsonpath={.items[0].spec.clusterIP}'; }`;

/** Names that something in the cluster looks up: the operator the image repository's, applications each other's. */
export function namesToResolve(target: RainbondTarget): { image: string; domain: string } {
  const host = registryHostOf(target.rainbond.imageRepository).replace(/:\d+$/, '');
  const offline = target.plan.artifacts.kind === 'bundle';
  return { image: offline && host.includes('.') && parseIpv4(host) === null ? host : '', domain: target.domainSuffix };
}

/**
 * On a site without Internet nothing answers for the image repository's name, and the operator's DNS condition then never turns True;
 * nor for the wildcard domain, unless the site's own DNS does. Asked first; what doesn't resolve gets a block of its own at the end of
 * CoreDNS' Corefile, between two marks, that can be taken out again.
 */
export function rainbondDns(target: RainbondTarget): Step | null {
  const { image, domain } = namesToResolve(target);
  if (image === '' && domain === '') return null;
  const probe = `slipway-probe.${domain}`;
  const asked = [...(image ? [image] : []), ...(domain ? [probe] : [])];
  const resolve = `${dnsAsk}
names_resolve() {
  local server name
  server=$(cluster_dns) && [ -n "$server" ] || { echo 'the cluster has no DNS service (label k8s-app=kube-dns)'; return 1; }
  for name in ${asked.join(' ')}; do
    dns_ask "$server" "$name" >/dev/null 2>&1 || { echo "$name does not resolve in the cluster"; return 1; }
  done
}
corefile() { kubectl -n kube-system get configmap coredns -o 'jsonpath={.data.Corefile}'; }`;
  // a block of an earlier plan that leads to another entry answers, too
  const current = domain
    ? `outdated() { corefile 2>/dev/null | grep '^# slipway: \\*\\.' | grep -qvxF '# slipway: *.${domain} -> ${target.entryAddress}'; }`
    : `outdated() { corefile 2>/dev/null | grep -q '^# slipway: \\*\\.'; }`;
  return clusterStep(target, {
    action: 'rainbond-dns',
    phase: 'rainbond',
    needs: [stepId('rainbond-namespace', { name: target.runner.host })],
    observe: `${resolve}
${current}
! outdated || exit 1
names_resolve >/dev/null 2>&1 || exit 1`,
    act: `${resolve}
${current}
${waitFor}
work=/run/slipway/rainbond-dns
mkdir -p "$work"
server=$(cluster_dns)
before=$(corefile) || { echo 'CoreDNS has no ConfigMap kube-system/coredns: add the names to its configuration by hand, or to the DNS that it asks' >&2; exit 1; }
blocks=
${
  image
    ? `if printf '%s\\n' "$before" | grep -q '^# slipway: ${image} ->' || ! dns_ask "$server" ${image} >/dev/null 2>&1; then
  # the host's own answer, when it has one; nothing is pulled from the other: images come from the bundle
  address=$(getent ahostsv4 ${image} 2>/dev/null | awk 'NR == 1 { print $1 }') || true
  address=\${address:-${target.entryAddress}}
  echo "${image} does not resolve in the cluster: CoreDNS answers $address"
  blocks="$blocks# slipway: ${image} -> $address
${image}:53 {
    errors
    hosts {
        $address ${image}
    }
}
"
fi
`
    : ''
}${
  domain
    ? `if outdated || printf '%s\\n' "$before" | grep -q '^# slipway: \\*\\.${domain} ->' || ! dns_ask "$server" ${probe} >/dev/null 2>&1; then
  echo '*.${domain} does not resolve in the cluster: CoreDNS answers ${target.entryAddress}'
  blocks="$blocks# slipway: *.${domain} -> ${target.entryAddress}
${domain}:53 {
    errors
    template IN A {
        answer \\"{{ .Name }} 60 IN A ${target.entryAddress}\\"
    }
    template IN AAAA {
        rcode NOERROR
    }
}
"
fi
`
    : ''
}{
  printf '%s\\n' "$before" | sed '/^# slipway begin/,/^# slipway end$/d'
  [ -z "$blocks" ] || printf '# slipway begin: names that Rainbond needs; take these lines out when the DNS of this site knows them\\n%s# slipway end\\n' "$blocks"
} > "$work/Corefile"
if [ "$(cat "$work/Corefile")" != "$before" ]; then
  kubectl -n kube-system create configmap coredns --from-file=Corefile="$work/Corefile" --dry-run=client -o yaml | kubectl apply --server-side --force-conflicts --field-manager=slipway -f - >/dev/null
  # its reload plugin would come to it in a minute or two
  kubectl -n kube-system rollout restart deployment coredns >/dev/null
  kubectl -n kube-system rollout status deployment coredns --timeout=120s
fi
wait_for 120 'the names' names_resolve`,
    verify: `${resolve}
${waitFor}
wait_for 20 'the names' names_resolve
echo '${asked.join(' and ')} resolve in the cluster'`,
    deadlineSeconds: { act: 300, verify: 60 },
    estimateSeconds: 10,
  });
}
