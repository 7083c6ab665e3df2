import { quote } from '@/lib/text/quote';
import { supply } from '../artifacts';
import type { Step, Upload } from '../runbook';
import { chartPath } from './chart';
import { clusterStep } from './cluster-step';
import { helmFolder, helmProgram } from './helm-program';
import { namespace, release } from './names';
import { pullSecretName } from './registry';
import type { RainbondTarget } from './target';
import { valuesFile, valuesPath } from './values';

/** Where the chart is for helm, and words of bash that say what it is: its checksum. */
function chartOf({ charts, runner }: RainbondTarget): { word: string; path: string; uploads: Upload[] } {
  if (charts.kind === 'bundle') {
    const { upload } = supply(charts.chart, runner.zstd);
    return { word: charts.chart.sha256, path: upload.path, uploads: [upload] };
  }
  const path = chartPath(charts.source);
  return { word: `"$(sha256sum < ${path} | cut -c1-64)"`, path, uploads: [] };
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
  const helm = helmProgram(target);
  const words = quote(chart.path);
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
${helm.ready}
"$helm" version --short
echo 'Custom resource definitions'
"$helm" show crds ${words} | awk '${documents}' > ${helmFolder}/crds.yaml
if grep -q '^kind:' ${helmFolder}/crds.yaml; then
  kubectl apply --server-side --force-conflicts -f ${helmFolder}/crds.yaml
  kubectl wait --for=condition=Established --timeout=60s -f ${helmFolder}/crds.yaml
fi
state=$(release_state)
case $state in
  *' pending-'*)
    echo "An earlier helm was interrupted (revision $state); clearing its mark"
    kubectl -n ${namespace} delete secret "sh.helm.release.v1.${release}.v\${state%% *}"
    ;;
esac
echo 'Chart'
"$helm" upgrade --install ${release} ${words} --namespace ${namespace} --values ${valuesPath} --skip-crds --history-max 5 --timeout 15m
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
