import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
// biome-ignore lint/style/noRestrictedImports: a test double; what compiles knows no cluster
import { FakeApi } from '@/lib/kubernetes/fake-api';

/** Where there is none, tests of what it prints are skipped. */
export const hasKubectl = (() => {
  try {
    execFileSync('kubectl', ['version', '--client'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** An API server of which a real kubectl can read objects: its templates are what a test wants to try. */
export async function apiForKubectl(): Promise<FakeApi> {
  const api = await FakeApi.open();
  const resource = (name: string, kind: string, namespaced = true) => ({
    name,
    kind,
    namespaced,
    verbs: ['get', 'list'],
  });
  const group = (groupVersion: string, resources: object[]) => ({ kind: 'APIResourceList', groupVersion, resources });
  const own = { groupVersion: 'rainbond.io/v1alpha1', version: 'v1alpha1' };
  const groups = [
    { name: 'rainbond.io', versions: [own] },
    { name: 'storage.k8s.io', versions: [{ groupVersion: 'storage.k8s.io/v1', version: 'v1' }] },
    { name: 'apps', versions: [{ groupVersion: 'apps/v1', version: 'v1' }] },
  ];
  return api
    .answer('/api', { kind: 'APIVersions', versions: ['v1'] })
    .answer('/apis', { kind: 'APIGroupList', groups })
    .answer('/apis/storage.k8s.io/v1', group('storage.k8s.io/v1', [resource('storageclasses', 'StorageClass', false)]))
    .answer('/apis/apps/v1', group('apps/v1', [resource('deployments', 'Deployment')]))
    .answer(
      '/api/v1',
      group('v1', [
        resource('pods', 'Pod'),
        resource('nodes', 'Node', false),
        resource('secrets', 'Secret'),
        resource('services', 'Service'),
        resource('configmaps', 'ConfigMap'),
        resource('events', 'Event'),
      ]),
    )
    .answer(
      `/apis/${own.groupVersion}`,
      group(own.groupVersion, [
        resource('rbdcomponents', 'RbdComponent'),
        resource('rainbondclusters', 'RainbondCluster'),
      ]),
    );
}

/** Runs bash with a kubectl that asks this API. */
export function runWithKubectl(api: FakeApi, script: string): Promise<{ code: number; out: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-kubectl-'));
  const kubeconfig = path.join(folder, 'kubeconfig');
  writeFileSync(kubeconfig, api.kubeconfig());
  const kubectl = `kubectl() { command kubectl --cache-dir ${folder}/cache "$@"; }`;
  return new Promise((resolve) => {
    execFile(
      'bash',
      ['-c', `set -Eeuo pipefail\n${kubectl}\n${script}`],
      { env: { ...process.env, KUBECONFIG: kubeconfig } },
      (error, stdout, stderr) => {
        rmSync(folder, { recursive: true, force: true });
        resolve({ code: error ? Number(error.code ?? -1) : 0, out: stdout + stderr });
      },
    );
  });
}
