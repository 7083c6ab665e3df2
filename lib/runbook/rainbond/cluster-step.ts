import type { Step, StepFile } from '../runbook';
import { file, type StepDraft, step } from '../step';
import type { RainbondTarget } from './target';

/** Id of the secret that is a sealed kubeconfig. */
export const kubeconfigSecret = 'kubeconfig';

const kubeconfigPath = (action: string) => `/run/slipway/${action}/kubeconfig`;

/**
 * bash: KUBECONFIG for a script that runs without the step's files. It reaches the host on the script's own standard input, stands
 * on tmpfs for as long as the script runs, and is gone with it.
 */
const briefly = `slipway_kubeconfig=$(umask 077; mktemp /run/slipway-kubeconfig.XXXXXX)
trap 'rm -f -- "$slipway_kubeconfig"' EXIT
base64 -d > "$slipway_kubeconfig" <<< '@{secret:${kubeconfigSecret}|base64}'
export KUBECONFIG=$slipway_kubeconfig
`;

/** bash: kubectl of a cluster that somebody else made: RKE2 keeps its own where no PATH leads (RKE2 docs, "Cluster Access"). */
const findKubectl = `export PATH=$PATH:/var/lib/rancher/rke2/bin
command -v kubectl >/dev/null || { echo 'Found no kubectl on this host, neither in PATH nor in /var/lib/rancher/rke2/bin: put one into /usr/local/bin, or choose another host for helm' >&2; exit 1; }
`;

/**
 * A step that asks the cluster's API: it runs on the target's runner, with `kubectl` let in. Scripts must not set a trap on EXIT of
 * their own main shell.
 */
export function clusterStep(target: Pick<RainbondTarget, 'runner'>, draft: Omit<StepDraft, 'host'>): Step {
  const { host, kubeconfig } = target.runner;
  if (kubeconfig === 'admin.conf') return step({ ...draft, host });
  const path = kubeconfigPath(draft.action);
  const own: StepFile = file(path, '0600', `@{secret:${kubeconfigSecret}}\n`);
  return step({
    ...draft,
    host,
    files: [...(draft.files ?? []), own],
    observe: findKubectl + briefly + draft.observe.trimStart(),
    act: `${findKubectl}export KUBECONFIG=${path}\n${draft.act}`,
    verify: findKubectl + briefly + draft.verify.trimStart(),
    outputs: (draft.outputs ?? []).map((output) => ({
      ...output,
      read: findKubectl + briefly + output.read.trimStart(),
    })),
  });
}
