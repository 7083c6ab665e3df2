import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createSecure } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chartOriginSchema } from '@/lib/plan/schema';
import { render } from '../render';
import type { Step } from '../runbook';
import { rainbondChart } from './chart';
import { planWith, targetOf } from './testing';

/** The step for a chart from `url`, with the helm of the host. */
export function chartStep(url: string, more: { version?: string; user?: string; ca?: string } = {}): Step {
  const { version = '6.9.3', user = '', ca = '' } = more;
  const { rainbond } = targetOf(planWith());
  const credential = user === '' ? '' : 'mirror';
  const chart = chartOriginSchema.parse({ kind: 'repository', url, user, credential, ca });
  const target = targetOf(planWith({ rainbond: { ...rainbond, version, chart } as typeof rainbond }));
  if (target.charts.kind !== 'repository') throw new Error('no repository');
  const found = rainbondChart({ ...target, charts: { ...target.charts, helm: null } });
  if (!found) throw new Error('no step');
  return found;
}

export type Ran = { code: number; out: string };

/** A host in a folder: the step's scripts run for real, with its files in place and `helm` in front of PATH. */
export class ChartHost {
  readonly folder = mkdtempSync(join(tmpdir(), 'slipway-chart-'));
  readonly #helm: string;

  /** @param helm folder with the program */
  constructor(helm: string) {
    this.#helm = helm;
  }

  async run(step: Step, part: 'observe' | 'act' | 'verify', password = ''): Promise<Ran> {
    const rendered = render(step, { secrets: { 'chart-repository-password': password }, outputs: {} });
    const here = (text: string) =>
      text
        .replaceAll('/var/lib/slipway', join(this.folder, 'lib'))
        .replaceAll('/run/slipway', join(this.folder, 'run'));
    for (const { path, content } of rendered.files) {
      mkdirSync(dirname(here(path)), { recursive: true });
      writeFileSync(here(path), here(content), { mode: 0o600 });
    }
    const script = `set -Eeuo pipefail\nPATH=${this.#helm}:$PATH\n${here(rendered[part]).replace(/^export PATH.*\n/, '')}`;
    const ran = await new Promise<Ran>((resolve) =>
      execFile('bash', ['-c', script], { env: { ...process.env, HELM: '' } }, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code ?? -1) : 0, out: stdout + stderr }),
      ),
    );
    rmSync(join(this.folder, 'run'), { recursive: true, force: true });
    return ran;
  }

  /** The pulled chart; null without one. */
  chart(name = 'rainbond', version = '6.9.3'): Buffer | null {
    try {
      return readFileSync(join(this.folder, 'lib/charts', `${name}-${version}.tgz`));
    } catch {
      return null;
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A chart as helm would pack it. */
export function packedChart(name: string, version: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-packed-'));
  mkdirSync(join(folder, name, 'templates'), { recursive: true });
  writeFileSync(join(folder, name, 'Chart.yaml'), `apiVersion: v2\nname: ${name}\nversion: "${version}"\n`);
  writeFileSync(join(folder, name, 'templates/a.yaml'), 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n');
  const packed = execFileSync('tar', ['-czf', '-', '-C', folder, name]);
  rmSync(folder, { recursive: true });
  return packed;
}

/** A certificate for 127.0.0.1 that only it itself vouches for; PEM. */
export function selfSigned(): { key: string; cert: string } {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-certificate-'));
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const about = ['-subj', '/CN=charts', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync('openssl', ['req', '-x509', ...curve, ...about, '-keyout', 'key', '-out', 'cert'], {
    cwd: folder,
    stdio: 'ignore',
  });
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const made = { key: read('key'), cert: read('cert') };
  rmSync(folder, { recursive: true });
  return made;
}

const digestOf = (content: Buffer) => `sha256:${createHash('sha256').update(content).digest('hex')}`;

/** What a registry answers for a chart: manifest, config and layer (Helm, “Use OCI-based registries”). */
function registryPages(name: string, version: string): [string, Buffer][] {
  const layer = packedChart(name, version);
  const config = Buffer.from(JSON.stringify({ name, version, apiVersion: 'v2' }));
  const part = (mediaType: string, content: Buffer) => ({
    mediaType,
    digest: digestOf(content),
    size: content.length,
  });
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      config: part('application/vnd.cncf.helm.config.v1+json', config),
      layers: [part('application/vnd.cncf.helm.chart.content.v1.tar+gzip', layer)],
    }),
  );
  const at = `/v2/charts/${name}`;
  return [
    [`${at}/manifests/${version}`, manifest],
    [`${at}/manifests/${digestOf(manifest)}`, manifest],
    ...[config, layer].map((blob): [string, Buffer] => [`${at}/blobs/${digestOf(blob)}`, blob]),
  ];
}

/** A helm repository and a registry in this process: charts of one name in some versions. Test double. */
export class ChartRepositoryServer {
  readonly asked: { url: string; authorization: string }[] = [];
  /** What it answers in place of everything, when it isn't null. */
  status: number | null = null;
  /** `user:password` that it wants; '' lets everybody. */
  login = '';
  readonly #server: ReturnType<typeof createServer>;
  readonly #charts: Map<string, Buffer>;
  readonly #scheme: 'http' | 'https';

  /** @param tls with it over TLS */
  constructor(name: string, versions: string[], tls?: { key: string; cert: string }) {
    this.#scheme = tls ? 'https' : 'http';
    this.#charts = new Map(
      versions.flatMap((version) => [
        [`/charts/${name}-${version}.tgz`, packedChart(name, version)],
        ...registryPages(name, version),
      ]),
    );
    this.#charts.set(`/v2/charts/${name}/tags/list`, Buffer.from(JSON.stringify({ name, tags: [...versions].sort() })));
    const entry = (version: string) =>
      `  - apiVersion: v2\n    name: ${name}\n    version: ${version}\n    urls: [${name}-${version}.tgz]\n`;
    this.#charts.set(
      '/charts/index.yaml',
      Buffer.from(`apiVersion: v1\nentries:\n  ${name}:\n${versions.map(entry).join('')}`),
    );
    const listener: RequestListener = (request, response) => {
      const [status, body] = this.#answer(request);
      response.writeHead(status, {
        ...(status === 401 ? { 'www-authenticate': 'Basic realm="charts"' } : {}),
        ...(request.url?.includes('/manifests/') && status === 200
          ? { 'content-type': 'application/vnd.oci.image.manifest.v1+json', 'docker-content-digest': digestOf(body) }
          : {}),
        'content-length': body.length,
      });
      response.end(request.method === 'HEAD' ? undefined : body);
    };
    this.#server = tls ? createSecure(tls, listener) : createServer(listener);
  }

  async start(): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    return `${this.#scheme}://127.0.0.1:${(this.#server.address() as AddressInfo).port}/charts`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #answer({ url = '', headers }: IncomingMessage): [number, Buffer] {
    const authorization = headers.authorization ?? '';
    this.asked.push({ url, authorization });
    if (this.status !== null) return [this.status, Buffer.alloc(0)];
    const wanted = `Basic ${Buffer.from(this.login).toString('base64')}`;
    if (this.login !== '' && authorization !== wanted) return [401, Buffer.alloc(0)];
    const found = this.#charts.get(url);
    return found ? [200, found] : [404, Buffer.alloc(0)];
  }
}
