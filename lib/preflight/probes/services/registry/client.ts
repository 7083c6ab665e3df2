import type { Duplex } from 'node:stream';
import { type HttpAnswer, httpOver } from '../http-over';

export type RegistryLogin = { user: string; password: string } | null;
/** Connects to a URL's host and port, from the host that the checks are for, with TLS for https. */
export type Opener = (url: URL, signal: AbortSignal) => Promise<Duplex>;

export type RegistryRequest = {
  headers?: Record<string, string>;
  body?: Buffer | string;
  /** What a token is asked for: `repository:NAME:pull,push,delete`. */
  scope?: string;
};

/** Speaks OCI distribution's API over connections that start elsewhere; logs in by Basic or by token, as the registry asks. */
export class RegistryClient {
  readonly base: URL;
  readonly #open: Opener;
  readonly #login: RegistryLogin;
  /** By scope; '' until the registry asked for one. */
  readonly #authorizations = new Map<string, string>();

  constructor(base: URL, open: Opener, login: RegistryLogin) {
    this.base = base;
    this.#open = open;
    this.#login = login;
  }

  /** `where` is a path of the registry or a Location that it gave. */
  async ask(method: string, where: string, asked: RegistryRequest, signal: AbortSignal): Promise<HttpAnswer> {
    const url = new URL(where, this.base);
    const scope = asked.scope ?? '';
    const first = await this.#send(method, url, asked, scope, signal);
    if (first.status !== 401) return first;
    const authorization = await this.#authorize(String(first.headers['www-authenticate'] ?? ''), scope, signal);
    if (!authorization) return first;
    this.#authorizations.set(scope, authorization);
    return this.#send(method, url, asked, scope, signal);
  }

  /** What a program on the host needs to ask the same by itself; empty where the registry wants nothing, or for another host. */
  headerFor(where: string, scope = ''): string {
    return this.#isRegistry(new URL(where, this.base)) ? (this.#authorizations.get(scope) ?? '') : '';
  }

  /** The login goes to the registry itself, never to where it sends us, nor in clear where it was asked by TLS. */
  #isRegistry(url: URL): boolean {
    return url.host === this.base.host && !this.#isInClear(url);
  }

  #isInClear(url: URL): boolean {
    return this.base.protocol === 'https:' && url.protocol !== 'https:';
  }

  async #send(method: string, url: URL, asked: RegistryRequest, scope: string, signal: AbortSignal) {
    const authorization = this.headerFor(url.href, scope);
    const headers = { ...asked.headers, ...(authorization ? { authorization } : {}) };
    const stream = await this.#open(url, signal);
    return httpOver(
      stream,
      { method, path: url.pathname + url.search, host: url.host, headers, ...(asked.body ? { body: asked.body } : {}) },
      signal,
    );
  }

  async #authorize(challenge: string, scope: string, signal: AbortSignal): Promise<string> {
    const login = this.#login;
    const basic = login ? `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}` : '';
    if (/^basic\b/i.test(challenge)) return basic;
    const { realm, service } = parametersOf(challenge);
    if (!/^bearer\b/i.test(challenge) || !realm) return '';
    const url = new URL(realm);
    if (basic && this.#isInClear(url)) throw new Error(`the login was asked for over http: ${url.origin}`);
    if (service) url.searchParams.set('service', service);
    if (scope) url.searchParams.set('scope', scope);
    const answer = await httpOver(
      await this.#open(url, signal),
      {
        method: 'GET',
        path: url.pathname + url.search,
        host: url.host,
        headers: basic ? { authorization: basic } : {},
      },
      signal,
    );
    if (answer.status !== 200) return '';
    const token = tokenIn(answer.body.toString());
    return token ? `Bearer ${token}` : '';
  }
}

/** '' where there is none. What JSON.parse complains of quotes what it read, and that may be a token. */
function tokenIn(text: string): string {
  try {
    const { token, access_token } = JSON.parse(text) as { token?: string; access_token?: string };
    return token ?? access_token ?? '';
  } catch {
    return '';
  }
}

/** `Bearer realm="https://auth.corp/token",service="registry"`. */
export function parametersOf(challenge: string): Record<string, string> {
  return Object.fromEntries([...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value]));
}
