import { quote } from '@/lib/text/quote';
import type { Step } from '../runbook';
import { stepId } from '../step';
import { clusterStep } from './cluster-step';
import type { RainbondTarget } from './target';

/** The operator's annotations, and the labels that Slipway gives to the same roles (taints-and-labels.ts). */
const marks = {
  gateway: { annotation: 'rainbond.io/gateway-node', label: 'slipway.io/gateway' },
  build: { annotation: 'rainbond.io/chaos-node', label: 'slipway.io/build' },
} as const;

export function rainbondNodes(target: RainbondTarget): Step {
  const wanted = target.nodes.flatMap((node) =>
    (['gateway', 'build'] as const).flatMap((role) => (node[role] ? [{ name: node.name, ...marks[role] }] : [])),
  );
  const check = `marked() {
  local name annotation label all found
  all=$(kubectl get nodes -o 'go-template={{range .items}}{{.metadata.name}}{{range $k, $v := .metadata.annotations}} a:{{$k}}={{printf "%.8s" $v}}{{end}}{{range $k, $v := .metadata.labels}} l:{{$k}}={{$v}}{{end}}{{"\\n"}}{{end}}') || return 2
  while read -r name annotation label; do
    found=" $(printf '%s\\n' "$all" | grep -- "^$name ") " || { echo "$name is not a node"; return 1; }
    case $found in *" a:$annotation=true "*) ;; *) echo "$name lacks the annotation $annotation=true"; return 1 ;; esac
    case $found in *" l:$label=true "*) ;; *) echo "$name lacks the label $label=true"; return 1 ;; esac
  done <<'NODES'
${wanted.map(({ name, annotation, label }) => `${name} ${annotation} ${label}`).join('\n')}
NODES
}`;
  return clusterStep(target, {
    action: 'rainbond-nodes',
    phase: 'rainbond',
    needs: [stepId('rainbond-namespace', { name: target.runner.host })],
    observe: `${check}
marked >/dev/null 2>&1 || exit 1`,
    act: wanted
      .flatMap(({ name, annotation, label }) => [
        `kubectl annotate --overwrite node ${quote(name)} ${annotation}=true`,
        `kubectl label --overwrite node ${quote(name)} ${label}=true`,
      ])
      .join('\n'),
    verify: `${check}
marked || exit 1
echo 'Gateway and build nodes are marked'`,
    deadlineSeconds: { act: 120, verify: 30 },
    estimateSeconds: 1,
  });
}
