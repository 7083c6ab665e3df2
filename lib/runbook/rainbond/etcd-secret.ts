import type { Step } from '../runbook';
import { file, stepId } from '../step';
import { clusterStep } from './cluster-step';
import { etcdEndpoints, etcdSecretName, etcdSecrets } from './etcd';
import { namespace } from './names';
import type { RainbondTarget } from './target';

const folder = '/run/slipway/rainbond-etcd-secret';

/** CA, certificate and key of a client of Kubernetes' etcd, where kubeadm, RKE2, K3s and RKE1 keep them. */
const places = [
  '/etc/kubernetes/pki/etcd/ca.crt /etc/kubernetes/pki/apiserver-etcd-client.crt /etc/kubernetes/pki/apiserver-etcd-client.key',
  '/var/lib/rancher/rke2/server/tls/etcd/server-ca.crt /var/lib/rancher/rke2/server/tls/etcd/client.crt /var/lib/rancher/rke2/server/tls/etcd/client.key',
  '/var/lib/rancher/k3s/server/tls/etcd/server-ca.crt /var/lib/rancher/k3s/server/tls/etcd/client.crt /var/lib/rancher/k3s/server/tls/etcd/client.key',
  '/etc/kubernetes/ssl/kube-ca.pem /etc/kubernetes/ssl/kube-node.pem /etc/kubernetes/ssl/kube-node-key.pem',
];

/** bash: a TLS handshake with the client's certificate, and etcd's own word that it is well. */
const proveFunctions = (endpoints: string[]) => `etcd_takes() { # CA CERTIFICATE KEY ENDPOINT
  local said
  said=$(printf 'GET /health HTTP/1.1\\r\\nHost: etcd\\r\\nConnection: close\\r\\n\\r\\n' |
    timeout 8 openssl s_client -connect "$4" -CAfile "$1" -cert "$2" -key "$3" -verify_return_error -quiet 2>&1) || true
  case $said in *'"health":"true"'*) return 0 ;; esac
  printf 'etcd at %s does not take %s: %s\\n' "$4" "$2" "$(printf %s "$said" | tail -n 1)"
  return 1
}
all_take() { # CA CERTIFICATE KEY
  local endpoint
  for endpoint in ${endpoints.join(' ')}; do etcd_takes "$1" "$2" "$3" "$endpoint" || return 1; done
}
stored_takes() ( # what the secret holds, proved
  set +E
  work=$(umask 077; mktemp -d /run/slipway-etcd.XXXXXX) || exit 1
  trap 'rm -rf -- "$work"' EXIT
  for key in ca-file cert-file key-file; do
    kubectl -n ${namespace} get secret ${etcdSecretName} --ignore-not-found -o "jsonpath={.data.$key}" | base64 -d > "$work/$key"
    [ -s "$work/$key" ] || { echo "secret ${namespace}/${etcdSecretName} has no $key"; exit 1; }
  done
  all_take "$work/ca-file" "$work/cert-file" "$work/key-file"
)`;

/**
 * \`rbd-etcd-secret\` for Rainbond 5.17: with Kubernetes' etcd out of the files of this host, with an external one out of its
 * credential. Paths in guides are wrong as often as not: a set of files counts when every member takes it.
 */
export function rainbondEtcdSecret(target: RainbondTarget): Step | null {
  const endpoints = etcdEndpoints(target);
  if (endpoints.length === 0) return null;
  const external = target.plan.etcd.kind === 'external';
  const own = [`${folder}/ca.pem`, `${folder}/certificate.pem`, `${folder}/key.pem`] as const;
  const prove = proveFunctions(endpoints);
  return clusterStep(target, {
    action: 'rainbond-etcd-secret',
    phase: 'rainbond',
    needs: [stepId('rainbond-namespace', { name: target.runner.host })],
    files: external
      ? [
          file(own[0], '0600', `@{secret:${etcdSecrets.ca}}\n`),
          file(own[1], '0600', `@{secret:${etcdSecrets.certificate}}\n`),
          file(own[2], '0600', `@{secret:${etcdSecrets.key}}\n`),
        ]
      : [],
    observe: `${prove}
command -v openssl >/dev/null || exit 1
stored_takes >/dev/null 2>&1 || exit 1`,
    act: `${prove}
command -v openssl >/dev/null || { echo 'openssl is needed on this host to prove the certificates' >&2; exit 1; }
found=
tried=
while read -r ca certificate key; do
  [ -s "$ca" ] && [ -s "$certificate" ] && [ -s "$key" ] || continue
  if said=$(all_take "$ca" "$certificate" "$key"); then found=1; break; fi
  tried="$tried$said"$'\\n'
done <<'PLACES'
${(external ? [own.join(' ')] : places).join('\n')}
PLACES
if [ -z "$found" ]; then
  echo "${external ? 'etcd does not take the certificate of the credential' : 'No client certificate of etcd on this host is taken by every member'}" >&2
  printf '%s' "\${tried:-no such files: looked in the places of kubeadm, RKE2, K3s and RKE1
}" >&2
  exit 1
fi
echo "Every member of etcd takes $certificate"
kubectl -n ${namespace} create secret generic ${etcdSecretName} --from-file=ca-file="$ca" --from-file=cert-file="$certificate" --from-file=key-file="$key" --dry-run=client -o yaml |
  kubectl apply --server-side --force-conflicts -f -`,
    verify: `${prove}
stored_takes || exit 1
echo 'etcd takes what ${etcdSecretName} holds'`,
    deadlineSeconds: { act: 120, verify: 60 },
    estimateSeconds: 2,
  });
}
