import type { Step } from '../runbook';
import { stepId, waitFor } from '../step';
import { clusterStep } from './cluster-step';
import { namespace } from './names';
import type { RainbondTarget } from './target';

/** Id of the output that the console's "import cluster" takes. */
export const regionConfigOutput = 'region-config';

const texts = ['apiAddress', 'websocketAddress', 'defaultDomainSuffix', 'defaultTCPHost'] as const;
const certificates = ['client.pem', 'client.key.pem', 'ca.pem'] as const;

/** bash: pieces of ConfigMap region-config. */
export const regionFunctions = `region_text() { kubectl -n ${namespace} get configmap region-config -o "go-template={{with .data}}{{with index . \\"$1\\"}}{{.}}{{end}}{{end}}"; }
region_file() { kubectl -n ${namespace} get configmap region-config -o "go-template={{with .binaryData}}{{with index . \\"$1\\"}}{{.}}{{end}}{{end}}" | base64 -d; }
region_complete() {
  local name
  kubectl -n ${namespace} get configmap region-config -o name >/dev/null 2>&1 || { echo 'ConfigMap ${namespace}/region-config is not there'; return 1; }
  for name in ${texts.join(' ')}; do [ -n "$(region_text "$name")" ] || { echo "region-config has no $name"; return 1; }; done
  for name in ${certificates.join(' ')}; do
    case $(region_file "$name" | head -c 11) in -----BEGIN*) ;; *) echo "region-config has no $name"; return 1 ;; esac
  done
}`;

/** What a console imports this cluster by. It is complete long before anything runs: it proves nothing by itself. */
export function rainbondRegionConfig(target: RainbondTarget, needs: string[]): Step {
  const { domainSuffix } = target;
  const suffixRight =
    domainSuffix === '' ? '' : `\n[ "$(region_text defaultDomainSuffix)" = ${domainSuffix} ] || exit 1`;
  return clusterStep(target, {
    action: 'rainbond-region-config',
    phase: 'proof',
    needs,
    observe: `${regionFunctions}
region_complete >/dev/null 2>&1 || exit 1${suffixRight}`,
    act: `${regionFunctions}
${waitFor}
wait_for 300 'region-config' region_complete${
      domainSuffix === ''
        ? ''
        : `
if [ "$(region_text defaultDomainSuffix)" != ${domainSuffix} ]; then
  # the operator writes it once, in its first seconds, and never again: a console would import the name that it had then
  echo 'region-config was made before the domain was set: its defaultDomainSuffix becomes ${domainSuffix}'
  kubectl -n ${namespace} patch configmap region-config --type merge -p '{"data":{"defaultDomainSuffix":"${domainSuffix}"}}'
fi`
    }`,
    verify: `${regionFunctions}
region_complete || exit 1
echo "API of the region: $(region_text apiAddress); applications below: $(region_text defaultDomainSuffix)"${suffixRight}`,
    outputs: [
      {
        id: regionConfigOutput,
        secret: true,
        read: `${regionFunctions}
for name in ${texts.join(' ')}; do printf '%s: %s\\n' "$name" "$(region_text "$name")"; done
for name in ${certificates.join(' ')}; do printf '%s: |\\n' "$name"; region_file "$name" | sed 's/^/  /'; done`,
      },
    ],
    deadlineSeconds: { act: 330, verify: 30 },
    estimateSeconds: 2,
  });
}

/** The region's API at the entry takes the client certificate of region-config, and shows one of its CA. */
export function rainbondRegionApi(target: RainbondTarget): Step {
  const asked = `${regionFunctions}
region_api() (
  set +E
  work=$(umask 077; mktemp -d /run/slipway-region.XXXXXX) || exit 1
  trap 'rm -rf -- "$work"' EXIT
  for name in ${certificates.join(' ')}; do region_file "$name" > "$work/$name" || { echo "region-config has no $name"; exit 1; }; done
  said=$(printf 'GET /v2/health HTTP/1.1\\r\\nHost: region.goodrain.me\\r\\nConnection: close\\r\\n\\r\\n' |
    timeout 8 openssl s_client -connect ${target.entryAddress}:8443 -CAfile "$work/ca.pem" -cert "$work/client.pem" -key "$work/client.key.pem" -verify_return_error -quiet 2>&1) || true
  answer=$(printf '%s\\n' "$said" | grep -a -m 1 '^HTTP/1\\.[01] [1-5]') || { printf 'https://${target.entryAddress}:8443 does not answer to the client certificate of the region: %s\\n' "$(printf %s "$said" | tail -n 1)"; exit 1; }
  case $answer in *' 5'*) printf 'https://${target.entryAddress}:8443 answers %s\\n' "$answer"; exit 1 ;; esac
  printf 'https://${target.entryAddress}:8443 answers %s\\n' "$answer" | tr -d '\\r'
)`;
  return clusterStep(target, {
    action: 'rainbond-region-api',
    phase: 'proof',
    needs: [stepId('rainbond-region-config', { name: target.runner.host })],
    observe: `${asked}
region_api >/dev/null 2>&1 || exit 1`,
    act: `${asked}
${waitFor}
wait_for 180 'the API of the region' region_api`,
    verify: `${asked}
region_api`,
    deadlineSeconds: { act: 210, verify: 30 },
    estimateSeconds: 2,
  });
}
