import { createHash } from 'node:crypto';
import type { HttpAnswer } from '../http-over';
import type { RegistryClient } from './client';

export const sha256 = (data: Buffer | string): string => `sha256:${createHash('sha256').update(data).digest('hex')}`;

/** Of Docker's second schema: every registry since 2.3 takes it, Rainbond's own 2.6.2 too. */
const manifestType = 'application/vnd.docker.distribution.manifest.v2+json';

/** What the registry answered instead. */
export class RegistryRefusal extends Error {
  override readonly name = 'RegistryRefusal';
  readonly status: number;
  constructor(what: string, answer: HttpAnswer) {
    super(`${what}: ${answer.status} ${messageOf(answer)}`.trim());
    this.status = answer.status;
  }
}

/** `{"errors":[{"code":"DENIED","message":"requested access to the resource is denied"}]}`, or the start of anything else. */
function messageOf({ body }: HttpAnswer): string {
  const text = body.toString();
  try {
    const [error] = (JSON.parse(text) as { errors?: { code?: string; message?: string }[] }).errors ?? [];
    return [error?.code, error?.message].filter(Boolean).join(': ');
  } catch {
    return text.replace(/\s+/g, ' ').slice(0, 100);
  }
}

/** Tags are `<seconds since the epoch>-<nonce>-<host>`, so that a later run knows what was left behind. */
export const tagOf = (now: number, nonce: string, index: number): string =>
  `${Math.floor(now / 1000)}-${nonce.replace(/[^A-Za-z0-9]/g, '').slice(0, 20)}-${index}`;
/** Seconds: until then the check that made it may still run. */
export const leftoverSeconds = 600;
export function isLeftover(tag: string, now: number): boolean {
  const [, time] = /^(\d{9,11})-[A-Za-z0-9]+-\d+$/.exec(tag) ?? [];
  return time !== undefined && now / 1000 - Number(time) > leftoverSeconds;
}

/** An image of a few bytes in the repository of the checks, from push to delete. */
export class TestImage {
  readonly #client: RegistryClient;
  readonly #path: string;
  readonly #scope: string;
  readonly #tag: string;
  readonly #layer: Buffer;
  readonly #config: string;
  readonly #manifest: string;
  readonly digest: string;

  constructor(client: RegistryClient, repository: string, tag: string) {
    this.#client = client;
    this.#path = `/v2/${repository}`;
    this.#scope = scopeOf(repository);
    this.#tag = tag;
    this.#layer = Buffer.from(`slipway preflight ${tag}`);
    this.#config = JSON.stringify({
      architecture: 'amd64',
      os: 'linux',
      rootfs: { type: 'layers', diff_ids: [] },
      tag,
    });
    this.#manifest = JSON.stringify({
      schemaVersion: 2,
      mediaType: manifestType,
      config: {
        mediaType: 'application/vnd.docker.container.image.v1+json',
        size: this.#config.length,
        digest: sha256(this.#config),
      },
      layers: [
        {
          mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
          size: this.#layer.length,
          digest: sha256(this.#layer),
        },
      ],
    });
    this.digest = sha256(this.#manifest);
  }

  async push(signal: AbortSignal): Promise<void> {
    for (const blob of [this.#layer, Buffer.from(this.#config)]) {
      const upload = await startUpload(this.#client, this.#path, this.#scope, signal);
      const where = withDigest(upload, sha256(blob));
      const headers = { 'content-type': 'application/octet-stream' };
      const stored = await this.#client.ask('PUT', where, { body: blob, headers, scope: this.#scope }, signal);
      if (stored.status !== 201) throw new RegistryRefusal('PUT blob', stored);
    }
    const answer = await this.#client.ask(
      'PUT',
      `${this.#path}/manifests/${this.#tag}`,
      { body: this.#manifest, headers: { 'content-type': manifestType }, scope: this.#scope },
      signal,
    );
    if (answer.status !== 201) throw new RegistryRefusal('PUT manifest', answer);
  }

  /** By digest; what comes has to be what was pushed. */
  async pull(signal: AbortSignal): Promise<void> {
    const accept = { accept: manifestType };
    const manifest = await this.#get(`${this.#path}/manifests/${this.digest}`, accept, signal);
    if (manifest.status !== 200 || sha256(manifest.body) !== this.digest)
      throw new RegistryRefusal('GET manifest', manifest);
    const layer = await this.#get(`${this.#path}/blobs/${sha256(this.#layer)}`, {}, signal);
    if (layer.status !== 200 || !layer.body.equals(this.#layer)) throw new RegistryRefusal('GET blob', layer);
  }

  async #get(path: string, headers: Record<string, string>, signal: AbortSignal): Promise<HttpAnswer> {
    const answer = await this.#client.ask('GET', path, { headers, scope: this.#scope }, signal);
    const location = answer.headers.location;
    // Registries on object storage send clients there for blobs.
    return location && answer.status >= 300 && answer.status < 400
      ? this.#client.ask('GET', location, {}, signal)
      : answer;
  }

  /** The manifest, so that the tag is gone; blobs too where the registry lets go of single ones. */
  async delete(signal: AbortSignal): Promise<void> {
    const scope = this.#scope;
    const answer = await this.#client.ask('DELETE', `${this.#path}/manifests/${this.digest}`, { scope }, signal);
    for (const blob of [this.#layer, this.#config]) {
      await this.#client.ask('DELETE', `${this.#path}/blobs/${sha256(blob)}`, { scope }, signal);
    }
    if (answer.status !== 202 && answer.status !== 200 && answer.status !== 404)
      throw new RegistryRefusal('DELETE manifest', answer);
  }
}

export const scopeOf = (repository: string): string => `repository:${repository}:pull,push,delete`;

/** Where to put a blob; RegistryRefusal when this user may not push. */
export async function startUpload(
  client: RegistryClient,
  path: string,
  scope: string,
  signal: AbortSignal,
): Promise<string> {
  const answer = await client.ask('POST', `${path}/blobs/uploads/`, { scope }, signal);
  if (answer.status !== 202 || !answer.headers.location) throw new RegistryRefusal('POST blobs/uploads', answer);
  return answer.headers.location;
}

export const withDigest = (location: string, digest: string): string =>
  `${location}${location.includes('?') ? '&' : '?'}digest=${encodeURIComponent(digest)}`;

/**
 * Whether this user may delete here, asked with a digest that nothing has: a registry that forbids deleting says so before it
 * looks (405), and one that refuses the user too (401, 403).
 */
export async function mayDelete(
  client: RegistryClient,
  repository: string,
  nonce: string,
  signal: AbortSignal,
): Promise<'yes' | 'disabled' | 'denied'> {
  const path = `/v2/${repository}/manifests/${sha256(`nothing ${nonce}`)}`;
  const { status } = await client.ask('DELETE', path, { scope: scopeOf(repository) }, signal);
  if (status === 401 || status === 403) return 'denied';
  return status === 404 || status === 202 ? 'yes' : 'disabled';
}

/** Removes images of earlier checks that were cut off. */
export async function deleteLeftovers(client: RegistryClient, repository: string, signal: AbortSignal): Promise<void> {
  const scope = scopeOf(repository);
  const list = await client.ask('GET', `/v2/${repository}/tags/list`, { scope }, signal);
  if (list.status !== 200) return;
  const now = Date.parse(list.headers.date ?? '');
  const { tags } = JSON.parse(list.body.toString()) as { tags: string[] | null };
  for (const tag of (tags ?? []).filter((one) => isLeftover(one, now))) {
    const path = `/v2/${repository}/manifests/`;
    const found = await client.ask('HEAD', path + tag, { scope, headers: { accept: manifestType } }, signal);
    const digest = found.headers['docker-content-digest'];
    if (typeof digest === 'string') await client.ask('DELETE', path + digest, { scope }, signal);
  }
}
