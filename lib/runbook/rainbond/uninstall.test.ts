import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { samplePlan, withRainbond } from '@/lib/plan/samples';
import { hasKubectl } from './testing-kubectl';
import { compileUninstall, found } from './uninstall';

const plan = samplePlan((each) => withRainbond(each));
const target = { plan, runner: { host: 'node-1', kubeconfig: 'admin.conf' as const, zstd: false } };

describe('the runbook', () => {
  it('looks before it deletes, stops the operator before anything whose finalizers it serves, and looks again at the end', () => {
    const { kind, steps } = compileUninstall({ ...target, hostFiles: [] });
    expect(kind).toBe('uninstall-rainbond');
    expect(steps.map(({ action }) => action)).toEqual([
      'uninstall-look',
      'uninstall-operator',
      'uninstall-release',
      'uninstall-namespace',
      'uninstall-marks',
      'uninstall-verify',
    ]);
    for (const [index, step] of steps.entries()) if (index > 0) expect(step.needs).toContain(steps[index - 1]?.id);
  });

  it('touches files of hosts only when asked, and proves it before it ends', () => {
    const without = compileUninstall({ ...target, hostFiles: [] });
    expect(JSON.stringify(without)).not.toContain('/opt/rainbond');
    expect(without.hosts.map(({ name }) => name)).toEqual(['node-1']);
    const hosts = ['node-1', 'node-3'];
    const { steps } = compileUninstall({ ...target, hostFiles: hosts });
    const files = steps.filter(({ action }) => action === 'uninstall-host-files');
    expect(files.map(({ host }) => host)).toEqual(hosts);
    expect(steps.at(-1)?.needs).toEqual(expect.arrayContaining(files.map(({ id }) => id)));
  });

  it('deletes nothing of outside services, images or Kubernetes', () => {
    const acts = compileUninstall({ ...target, hostFiles: ['node-1'] }).steps.map(({ act }) => act);
    const text = acts.join('\n');
    expect(text).not.toMatch(/DROP |mysql|ctr |crictl|kubeadm|delete (node|storageclass|pv|persistentvolumes )/i);
  });
});

/** Enough of an API for a real kubectl to read what the script's templates pick from. */
describe.runIf(hasKubectl)('what it finds', () => {
  const lists = new Map<string, object[]>();
  const kinds: Record<string, [string, string, boolean][]> = {
    '/api/v1': [
      ['namespaces', 'Namespace', false],
      ['nodes', 'Node', false],
      ['configmaps', 'ConfigMap', true],
    ],
    '/apis/apiextensions.k8s.io/v1': [['customresourcedefinitions', 'CustomResourceDefinition', false]],
    '/apis/rbac.authorization.k8s.io/v1': [
      ['clusterroles', 'ClusterRole', false],
      ['clusterrolebindings', 'ClusterRoleBinding', false],
    ],
    '/apis/scheduling.k8s.io/v1': [['priorityclasses', 'PriorityClass', false]],
    '/apis/admissionregistration.k8s.io/v1': [
      ['validatingwebhookconfigurations', 'ValidatingWebhookConfiguration', false],
      ['mutatingwebhookconfigurations', 'MutatingWebhookConfiguration', false],
    ],
  };
  const groupVersion = (path: string) => path.replace(/^\/apis?\//, '');
  let server: Server;
  beforeAll(async () => {
    server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://x');
      const answer = answerTo(pathname);
      response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
      const missing = { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'NotFound', code: 404 };
      response.end(JSON.stringify(answer ?? missing));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => lists.clear());

  function answerTo(path: string): object | undefined {
    if (path === '/api') return { kind: 'APIVersions', versions: ['v1'] };
    if (path === '/apis') {
      const groups = Object.keys(kinds).filter((each) => each.startsWith('/apis/'));
      const version = (each: string) => ({ groupVersion: groupVersion(each), version: 'v1' });
      return {
        kind: 'APIGroupList',
        groups: groups.map((each) => ({ name: each.split('/')[2], versions: [version(each)] })),
      };
    }
    const resources = kinds[path];
    if (resources) {
      const verbs = ['get', 'list'];
      return {
        kind: 'APIResourceList',
        groupVersion: groupVersion(path),
        resources: resources.map(([name, kind, namespaced]) => ({ name, kind, namespaced, verbs })),
      };
    }
    const [folder = '', name = ''] = [path.slice(0, path.lastIndexOf('/')), path.slice(path.lastIndexOf('/') + 1)];
    const one = lists.get(folder)?.find((each) => (each as { metadata: { name: string } }).metadata.name === name);
    if (one) return one;
    const known = Object.entries(kinds).some(([base, list]) => list.some(([plural]) => path === `${base}/${plural}`));
    return known ? { kind: 'List', apiVersion: 'v1', metadata: {}, items: lists.get(path) ?? [] } : undefined;
  }

  const run = (script: string) =>
    new Promise<{ code: number; out: string }>((resolve) => {
      const { port } = server.address() as AddressInfo;
      const kubectl = `kubectl() { command kubectl --server http://127.0.0.1:${port} --cache-dir "$(mktemp -d)" "$@"; }`;
      execFile(
        'bash',
        ['-c', `set -Eeuo pipefail\n${kubectl}\n${script}`],
        { env: { ...process.env, KUBECONFIG: '/dev/null' } },
        (error, stdout, stderr) => resolve({ code: error ? Number(error.code ?? -1) : 0, out: stdout + stderr }),
      );
    });
  const object = (path: string, apiVersion: string, kind: string, name: string, rest: object = {}) => {
    const made = { apiVersion, kind, metadata: { name, ...('metadata' in rest ? (rest.metadata as object) : {}) } };
    lists.set(path, [...(lists.get(path) ?? []), { ...rest, ...made }]);
  };
  const released = (release: string) => ({
    metadata: {
      annotations: { 'meta.helm.sh/release-name': release, 'meta.helm.sh/release-namespace': 'rbd-system' },
    },
  });

  it('is what is Rainbond’s own and nothing of others', { timeout: 60_000 }, async () => {
    object('/api/v1/namespaces', 'v1', 'Namespace', 'rbd-system');
    const crds = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
    for (const name of ['rbdcomponents.rainbond.io', 'notrainbond.io', 'apisixroutes.apisix.apache.org'])
      object(crds, 'apiextensions.k8s.io/v1', 'CustomResourceDefinition', name);
    const rbac = '/apis/rbac.authorization.k8s.io/v1';
    object(`${rbac}/clusterroles`, 'rbac.authorization.k8s.io/v1', 'ClusterRole', 'operator', released('rainbond'));
    object(`${rbac}/clusterroles`, 'rbac.authorization.k8s.io/v1', 'ClusterRole', 'other', released('other'));
    object(`${rbac}/clusterroles`, 'rbac.authorization.k8s.io/v1', 'ClusterRole', 'bare');
    const hooks = '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations';
    const hook = (namespace: string) => ({ webhooks: [{ name: 'h', clientConfig: { service: { namespace } } }] });
    const kind = 'ValidatingWebhookConfiguration';
    object(hooks, 'admissionregistration.k8s.io/v1', kind, 'ours', hook('rbd-system'));
    object(hooks, 'admissionregistration.k8s.io/v1', kind, 'theirs', hook('cert-manager'));
    object('/api/v1/nodes', 'v1', 'Node', 'node-1', {
      metadata: { annotations: { 'rainbond.io/gateway-node': 'true', note: 'rainbond.io/x' }, labels: { a: 'b' } },
    });
    const Corefile = '.:53 {\n}\n# slipway begin: x\n# slipway: *.apps.example -> 10.0.0.1\n# slipway end\n';
    object('/api/v1/namespaces/kube-system/configmaps', 'v1', 'ConfigMap', 'coredns', { data: { Corefile } });

    const { code, out } = await run(`${found}\nfound_all`);
    expect(out.trim().split('\n')).toEqual([
      'namespace/rbd-system',
      'customresourcedefinition.apiextensions.k8s.io/rbdcomponents.rainbond.io',
      'clusterrole/operator',
      'validatingwebhookconfiguration/ours',
      'annotate node-1 rainbond.io/gateway-node',
      '# slipway: *.apps.example -> 10.0.0.1',
    ]);
    expect(code).toBe(0);
  });

  it('is nothing on a cluster without Rainbond, and that is told apart from an API that doesn’t answer', {
    timeout: 60_000,
  }, async () => {
    object('/api/v1/nodes', 'v1', 'Node', 'node-1');
    expect(await run(`${found}\nfound_all`)).toEqual({ code: 0, out: '' });
    const deaf = (script: string) =>
      run(
        `kubectl() { echo refused >&2; return 1; }\n${script.replace(/^export .*\n/, '').replace('wait_for 60', 'wait_for 0')}`,
      );
    for (const { action, observe, verify } of compileUninstall({ ...target, hostFiles: [] }).steps) {
      if (action !== 'uninstall-verify') expect((await deaf(observe)).code, `observe of ${action}`).toBe(3);
      expect((await deaf(verify)).code, `verify of ${action}`).not.toBe(0);
    }
  });
});
