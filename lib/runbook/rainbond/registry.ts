import type { Step, StepFile } from '../runbook';
import { file, filesInPlace, step, stepId } from '../step';
import { clusterStep } from './cluster-step';
import { namespace } from './names';
import type { RainbondTarget } from './target';
import { registrySecret } from './values-common';

export const pullSecretName = 'slipway-registry';

/**
 * How containerd speaks to the plan's registry: over plain HTTP, or trusting its CA. Read at every pull, so that nothing is
 * restarted. Null when hosts trust it already.
 */
export function registryTrust(plan: RainbondTarget['plan'], host: string, after: string[]): Step | null {
  const { registry } = plan;
  if (registry.kind !== 'external' || (registry.scheme === 'https' && registry.ca.trim() === '')) return null;
  const folder = `/etc/containerd/certs.d/${registry.address}`;
  const url = `${registry.scheme}://${registry.address}`;
  const ca = registry.scheme === 'https' ? `  ca = "${folder}/ca.crt"\n` : '';
  const files: StepFile[] = [
    file(
      `${folder}/hosts.toml`,
      '0644',
      `server = "${url}"\n\n[host."${url}"]\n  capabilities = ["pull", "resolve", "push"]\n${ca}`,
    ),
    ...(ca === '' ? [] : [file(`${folder}/ca.crt`, '0644', `${registry.ca.trim()}\n`)]),
  ];
  return step({
    action: 'registry-trust',
    host,
    phase: 'runtime',
    needs: after,
    files,
    observe: filesInPlace(files),
    act: `mkdir -p '${folder}'\necho 'containerd speaks to ${registry.address} over ${registry.scheme}'`,
    verify: `${filesInPlace(files)}
grep -q 'config_path.*/etc/containerd/certs.d' /etc/containerd/config.toml || { echo 'containerd does not read /etc/containerd/certs.d: config_path is not set in /etc/containerd/config.toml' >&2; exit 1; }`,
    deadlineSeconds: { act: 30, verify: 30 },
    estimateSeconds: 1,
  });
}

/** The registry's login for pods of rbd-system; null when the plan's registry has none. Applications get theirs from imageHub. */
export function rainbondRegistrySecret(target: RainbondTarget): Step | null {
  const { registry } = target.plan;
  if (registry.kind !== 'external' || registry.credential === '') return null;
  const path = '/run/slipway/rainbond-registry-secret/config.json';
  const login = { auths: { [registry.address]: { username: registry.user, password: '@secret@' } } };
  const content = `${JSON.stringify(login).replace('@secret@', `@{secret:${registrySecret}|json}`)}\n`;
  const same = `same() {
  local have
  have=$(kubectl -n ${namespace} get secret ${pullSecretName} --ignore-not-found -o 'jsonpath={.data.\\.dockerconfigjson}' | base64 -d | sha256sum | cut -c1-64) || return 1
  [ "$have" = @{sha256:${path}} ] || { echo 'secret ${namespace}/${pullSecretName} is not of this login'; return 1; }
}`;
  return clusterStep(target, {
    action: 'rainbond-registry-secret',
    phase: 'rainbond',
    needs: [stepId('rainbond-namespace', { name: target.runner.host })],
    files: [file(path, '0600', content)],
    observe: `${same}
same >/dev/null 2>&1 || exit 1`,
    act: `kubectl -n ${namespace} create secret generic ${pullSecretName} --type=kubernetes.io/dockerconfigjson --from-file=.dockerconfigjson=${path} --dry-run=client -o yaml |
  kubectl apply --server-side --force-conflicts -f -`,
    verify: `${same}
same || exit 1
echo 'Pods of ${namespace} can sign in to ${registry.address}'`,
    deadlineSeconds: { act: 60, verify: 30 },
    estimateSeconds: 1,
  });
}
