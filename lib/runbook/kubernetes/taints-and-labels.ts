import { quote } from '@/lib/text/quote';
import type { Context, Target } from '../context';
import type { Step } from '../runbook';
import { step, stepId } from '../step';
import { controlPlaneTaint } from './kubeadm-config';

const taint = `${controlPlaneTaint.key}:${controlPlaneTaint.effect}`;

/**
 * `node-role.kubernetes.io/worker` is what `kubectl get nodes` shows as a role. Gateway and build have labels of our own:
 * what is put on those nodes (Rainbond's values, an operator's own selectors) names them, and a label that others also set
 * would take in nodes that the plan did not choose. `etcd` gets none: it follows the control plane.
 */
export function labelsOf(host: Target): string[] {
  const labels: string[] = [];
  if (host.roles.includes('worker')) labels.push('node-role.kubernetes.io/worker');
  if (host.roles.includes('gateway')) labels.push('slipway.io/gateway');
  if (host.roles.includes('build')) labels.push('slipway.io/build');
  return labels;
}

const labelValue = (label: string) => (label.startsWith('slipway.io/') ? 'true' : '');

/** Joined nodes get the labels of their roles; control planes keep or lose their taint. */
export function taintsAndLabels(context: Context): Step {
  const { first } = context;
  const joined = context.hosts.map((host) =>
    host === first ? stepId('kubeadm-init', host) : stepId(host.controlPlane ? 'join-finish' : 'join-worker', host),
  );
  const wanted = context.hosts.map((host) => {
    const labels = labelsOf(host).map((label) => `${label}=${labelValue(label)}`);
    const tainted = host.controlPlane ? (host.worker ? 'no' : 'yes') : 'any';
    return `${host.name} ${tainted} ${labels.join(',')}`;
  });
  const check = `as_wanted() {
  local name tainted labels label found rc=0 all
  all=$(kubectl get nodes -o 'go-template={{range .items}}{{.metadata.name}}{{range .spec.taints}} taint:{{.key}}:{{.effect}}{{end}}{{range $k, $v := .metadata.labels}} {{$k}}={{$v}}{{end}}{{"\\n"}}{{end}}') || return 2
  while read -r name tainted labels; do
    found=" $(printf '%s\\n' "$all" | grep -- "^$name ") " || { echo "$name is not a node"; return 1; }
    case $tainted,$found in
      yes,*' taint:${taint} '*|any,*) ;;
      yes,*) echo "$name lacks the taint ${taint}"; rc=1 ;;
      no,*' taint:${taint} '*) echo "$name has the taint ${taint}"; rc=1 ;;
    esac
    for label in $(printf %s "$labels" | tr , ' '); do
      case $found in *" $label "*) ;; *) echo "$name lacks the label $label"; rc=1 ;; esac
    done
  done <<'NODES'
${wanted.join('\n')}
NODES
  return $rc
}`;
  const commands = context.hosts.flatMap((host) => {
    const name = quote(host.name);
    const labels = labelsOf(host).map((label) => quote(`${label}=${labelValue(label)}`));
    return [
      ...(labels.length > 0 ? [`kubectl label --overwrite node ${name} ${labels.join(' ')}`] : []),
      ...(host.controlPlane && host.worker ? [`kubectl taint node ${name} ${taint}- >/dev/null 2>&1 || true`] : []),
      ...(host.controlPlane && !host.worker
        ? [`kubectl taint --overwrite node ${name} ${controlPlaneTaint.key}=:${controlPlaneTaint.effect}`]
        : []),
    ];
  });
  return step({
    action: 'taints-and-labels',
    host: first.name,
    phase: 'verify',
    needs: [...new Set(joined), ...(context.vip ? [stepId('keepalived', first)] : [])],
    observe: `${check}
command -v kubectl >/dev/null || exit 1
as_wanted >/dev/null || exit 1`,
    act: commands.length > 0 ? commands.join('\n') : "echo 'No role asks for a taint or a label'",
    verify: `${check}
as_wanted >&2
echo 'Taints and labels are as the roles want them'`,
    deadlineSeconds: { act: 120, verify: 30 },
    estimateSeconds: 1,
  });
}
