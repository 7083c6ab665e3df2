import { isMap as isYamlMap, parseAllDocuments } from 'yaml';
import { quote } from '@/lib/text/quote';
import { CompileError } from '../compile-error';
import type { Context } from '../context';
import type { Step } from '../runbook';
import { file, filesInPlace, step, stepId, waitFor } from '../step';

const bundlePath = 'manifests/kube-flannel.yml';
const hostPath = '/var/lib/slipway/kube-flannel.yml';

function manifestOf({ bundle }: Context): string {
  const text = bundle.manifests[bundlePath];
  if (text === undefined) throw new CompileError('bundle-lacks-file', { what: 'flannel', pattern: bundlePath });
  return text;
}

const textAt = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** The manifest with the plan's pod range in flannel's net-conf.json; everything else stays as the bundle has it. */
export function flannelManifest(context: Context): string {
  let found = false;
  const documents = parseAllDocuments(manifestOf(context)).map((document) => {
    const broken = document.errors[0];
    if (broken) throw new CompileError('manifest-invalid', { path: bundlePath, reason: broken.message });
    const settings = textAt(document.getIn(['data', 'net-conf.json']));
    if (settings !== undefined && isYamlMap(document.contents)) {
      const network: unknown = JSON.parse(settings);
      if (typeof network !== 'object' || network === null)
        throw new CompileError('manifest-invalid', { path: bundlePath, reason: 'net-conf.json' });
      document.setIn(
        ['data', 'net-conf.json'],
        `${JSON.stringify({ ...network, Network: context.plan.kubernetes.podCidr }, null, 2)}\n`,
      );
      found = true;
    }
    return document
      .toString({ lineWidth: 0 })
      .replace(/^---\n/, '')
      .trimEnd();
  });
  if (!found)
    throw new CompileError('manifest-invalid', { path: bundlePath, reason: 'no ConfigMap with net-conf.json' });
  return `${documents.join('\n---\n')}\n`;
}

/** The image that is on every node in any bundle: the network's own. Probes run in it. */
export function flannelImage(context: Context): string {
  for (const document of parseAllDocuments(manifestOf(context))) {
    const image = textAt(document.getIn(['spec', 'template', 'spec', 'containers', 0, 'image']));
    if (image !== undefined) return image;
  }
  throw new CompileError('manifest-invalid', { path: bundlePath, reason: 'no container' });
}

/** Applied as soon as the API answers; other hosts join meanwhile. */
export function flannel(context: Context): Step {
  const { first, vip } = context;
  const files = [file(hostPath, '0644', flannelManifest(context))];
  const applied = `applied() {
  local found
  found=$(kubectl -n kube-flannel get daemonset kube-flannel-ds -o 'jsonpath={.metadata.annotations.slipway\\.io/manifest-sha256}' 2>/dev/null) || { echo 'flannel is not there'; return 1; }
  [ "$found" = @{sha256:${hostPath}} ] || { echo 'flannel is of another manifest'; return 1; }
}`;
  return step({
    action: 'flannel',
    host: first.name,
    phase: 'network',
    needs: [vip ? stepId('keepalived', first) : stepId('kubeadm-init', first), stepId('images-node', first)],
    files,
    observe: `${filesInPlace(files)}
${applied}
applied >/dev/null || exit 1`,
    act: `kubectl apply -f ${hostPath}
kubectl -n kube-flannel annotate --overwrite daemonset kube-flannel-ds slipway.io/manifest-sha256=@{sha256:${hostPath}} >/dev/null`,
    verify: `${applied}
${waitFor}
on_first() {
  local ready
  ready=$(kubectl -n kube-flannel get pods -l app=flannel --field-selector spec.nodeName=${quote(first.name)} -o 'jsonpath={.items[*].status.conditions[?(@.type=="Ready")].status}' 2>&1)
  [ "$ready" = True ] || { echo "flannel on ${first.name} is not ready (\${ready:-no pod yet})"; return 1; }
}
applied
wait_for 150 'flannel on ${first.name}' on_first
echo 'flannel is ready on ${first.name}'`,
    deadlineSeconds: { act: 120, verify: 180 },
    estimateSeconds: 6,
  });
}
