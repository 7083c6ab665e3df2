import { supply } from '../artifacts';
import { quote } from '../quote';
import type { Step, Upload } from '../runbook';
import { sha256 } from '../sha256';
import { clusterStep } from './cluster-step';
import { namespace, release } from './names';
import { pullSecretName } from './registry';
import type { RainbondTarget } from './target';
import { valuesFile, valuesPath } from './values';

const folder = '/var/lib/slipway/helm';
/** Our own, beside whatever helm the host has. */
const ownHelm = `${folder}/helm`;

/** Where the chart is for helm, and a word for what it is. */
function chartOf({ charts, runner }: RainbondTarget): { word: string; words: string; uploads: Upload[] } {
  if (charts.kind === 'bundle') {
    const { upload } = supply(charts.chart, runner.zstd);
    return { word: charts.chart.sha256, words: quote(upload.path), uploads: [upload] };
  }
  const words = `${quote(charts.name)} --repo ${quote(charts.url)} --version ${quote(charts.version)}`;
  return { word: sha256(words), words, uploads: [] };
}

function helmOf({ charts, runner }: RainbondTarget): { uploads: Upload[]; ready: string } {
  if (!charts.helm)
    return {
      uploads: [],
      ready: `helm=$(command -v helm) || { echo 'This host has no helm, and the bundle neither: put helm-v3…-linux-<architecture>.tar.gz into the bundle' >&2; exit 1; }`,
    };
  const { upload, open } = supply(charts.helm, runner.zstd);
  return {
    uploads: [upload],
    ready: `helm=${ownHelm}
if [ "$(cat ${folder}/source 2>/dev/null)" != ${charts.helm.sha256} ] || [ ! -x "$helm" ]; then
  ${open} | tar -x -O --wildcards '*helm' > "$helm.new"
  chmod 0755 "$helm.new"
  mv -f "$helm.new" "$helm"
  echo ${charts.helm.sha256} > ${folder}/source
fi`,
  };
}

/** bash: what is installed, and from what. The record is a Secret: a checksum of values with passwords is no public thing. */
const stateFunctions = (input: string) => `release_state() { # version and status of the newest revision
  kubectl -n ${namespace} get secret -l owner=helm,name=${release} -o 'go-template={{range .items}}{{.metadata.labels.version}} {{.metadata.labels.status}}{{"\\n"}}{{end}}' | sort -n | tail -n 1
}
recorded() { kubectl -n ${namespace} get secret slipway-rainbond --ignore-not-found -o 'jsonpath={.data.input}' | base64 -d; }
installed() {
  local state
  state=$(release_state) || return 2
  case $state in *' deployed') ;; *) echo "release ${release} is \${state:-not there}"; return 1 ;; esac
  [ "$(recorded)" = ${input} ] || { echo 'release ${release} is of another chart or of other values'; return 1; }
}`;

/** awk: a line `---` where a file of the chart begins without one: helm puts them one after the other as they are. */
export const documents = `/^---/ { delete seen }
/^(apiVersion|kind):/ { if ($1 in seen) { print "---"; delete seen } seen[$1] = 1 }
{ print }`;

/**
 * CRDs and chart by helm. Values are in a file on tmpfs that only root reads; none is on a command line. helm installs CRDs once and
 * never upgrades them, so that they are applied before. What an interrupted helm left as pending would block every later one.
 */
export function rainbondHelm(target: RainbondTarget, needs: string[]): Step {
  const chart = chartOf(target);
  const helm = helmOf(target);
  const state = stateFunctions(`${chart.word}-@{sha256:${valuesPath}}`);
  const { registry } = target.plan;
  const signsIn = registry.kind === 'external' && registry.credential !== '';
  return clusterStep(target, {
    action: 'rainbond-helm',
    phase: 'rainbond',
    needs,
    files: [valuesFile(target)],
    uploads: [...helm.uploads, ...chart.uploads],
    observe: `${state}
installed >/dev/null 2>&1 || exit 1`,
    act: `${state}
mkdir -p ${folder}
export HELM_CACHE_HOME=${folder}/cache HELM_CONFIG_HOME=${folder}/config HELM_DATA_HOME=${folder}/data
${helm.ready}
"$helm" version --short
echo 'Custom resource definitions'
"$helm" show crds ${chart.words} | awk '${documents}' > ${folder}/crds.yaml
if grep -q '^kind:' ${folder}/crds.yaml; then
  kubectl apply --server-side --force-conflicts -f ${folder}/crds.yaml
  kubectl wait --for=condition=Established --timeout=60s -f ${folder}/crds.yaml
fi
state=$(release_state)
case $state in
  *' pending-'*)
    echo "An earlier helm was interrupted (revision $state); clearing its mark"
    kubectl -n ${namespace} delete secret "sh.helm.release.v1.${release}.v\${state%% *}"
    ;;
esac
echo 'Chart'
"$helm" upgrade --install ${release} ${chart.words} --namespace ${namespace} --values ${valuesPath} --skip-crds --history-max 5 --timeout 15m
${
  signsIn
    ? `for account in default rainbond-operator; do
  kubectl -n ${namespace} get serviceaccount "$account" -o 'jsonpath={.imagePullSecrets[*].name}' | grep -qw ${pullSecretName} && continue
  kubectl -n ${namespace} patch serviceaccount "$account" -p '{"imagePullSecrets":[{"name":"${pullSecretName}"}]}'
  # pods read their account's secrets when they are made
  [ "$account" = default ] || kubectl -n ${namespace} rollout restart deployment rainbond-operator
done
`
    : ''
}kubectl -n ${namespace} create secret generic slipway-rainbond --from-literal=input=${chart.word}-@{sha256:${valuesPath}} --dry-run=client -o yaml |
  kubectl apply --server-side --force-conflicts -f - >/dev/null`,
    verify: `${state}
installed || exit 1
kubectl -n ${namespace} get rainbondclusters.rainbond.io rainbondcluster -o name`,
    deadlineSeconds: { act: 1200, verify: 30 },
    estimateSeconds: 10,
  });
}
