import { stringify } from 'yaml';
import { excerpt } from '@/lib/plan/document-error';
import { type Path, type Place, readYaml } from '@/lib/plan/read-yaml';
import { type ClientCertificateProblem, certificatesOf, readClientCertificate } from './client-certificate';

export const kubeconfigProblems = [
  'empty',
  'yaml', // line, column, error (a code of lib/plan/document-error.ts), found
  'not-a-kubeconfig', // line, column, field
  'not-text', // line, column, field
  'no-current-context', // found: the contexts that there are
  'context-missing', // line, found, needed: the contexts that there are
  'entry-missing', // line, list, found: the name that the context says
  'entry-twice', // line, list, found
  'server-missing', // line, found: the cluster
  'server-malformed', // line, found
  'not-verified', // line
  'proxy', // line, found: the proxy without its login
  'file', // line, field, found: the path
  'program', // line, field, found: the program
  'not-base64', // line, field
  'ca-unreadable', // line
  'key-missing', // line
  'no-login', // line, found: the user
  'token-expired', // line, found: day
] as const;
/** Why a text opens no cluster for the console; texts: `kubeconfig.<problem>` in messages/<language>/hosts.json. */
export type KubeconfigProblem = (typeof kubeconfigProblems)[number];

export type KubeconfigSummary = {
  context: string;
  cluster: string;
  /** URL, as it stands in the file. */
  server: string;
  /** Name of the entry in `users`. */
  user: string;
  login: 'client-certificate' | 'token' | 'password';
};
type Values = Record<string, string | number>;
export type KubeconfigReading =
  | {
      summary: KubeconfigSummary;
      /** ISO 8601, of the certificate or of a token that says so; null when neither ends. */
      notAfter: string | null;
      /** SHA-256 of the client's certificate; '' for another login. */
      fingerprint: string;
      /** What is kept: the file with its current context only, so that no other cluster's secrets are stored. */
      kubeconfig: string;
    }
  | { problem: KubeconfigProblem; values: Values }
  /** Of the certificate inside it. */
  | { certificateProblem: ClientCertificateProblem; values: Values };

type Entry = Record<string, unknown>;
const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Parses a kubeconfig as a person pasted it and resolves its current context. Everything that it needs must be in it: the
 * console has neither the files nor the programs of the machine that it comes from. Never quotes a secret.
 *
 * @param now milliseconds since the epoch
 */
export function readKubeconfig(text: string, now: number): KubeconfigReading {
  try {
    return new Reading(text, now).read();
  } catch (error) {
    if (error instanceof Refusal) return error.reading;
    throw error;
  }
}

class Refusal extends Error {
  constructor(readonly reading: Extract<KubeconfigReading, { values: Values }>) {
    super('refused');
  }
}
function refuse(problem: KubeconfigProblem, values: Values = {}): never {
  throw new Refusal({ problem, values });
}

class Reading {
  private readonly placeOf: (path: Path) => Place;
  private readonly root: Entry;

  constructor(
    text: string,
    private readonly now: number,
  ) {
    if (text.trim() === '') refuse('empty');
    const reading = readYaml(text);
    const [error] = reading.errors;
    if (error) {
      const { code, line, column } = error;
      refuse('yaml', { line, column, error: code, found: safe(code, String(error.found)) });
    }
    if (reading.errors.length > 0 || !('placeOf' in reading))
      throw new Error('readYaml gave neither a value nor an error');
    this.placeOf = reading.placeOfKey;
    if (!isEntry(reading.value)) refuse('not-a-kubeconfig', { line: 1, column: 1, field: '' });
    this.root = reading.value;
  }

  read(): KubeconfigReading {
    const kind = this.text(this.root, [], 'kind');
    if (kind !== '' && kind !== 'Config') refuse('not-a-kubeconfig', { ...this.placeOf(['kind']), field: 'kind' });
    const contexts = this.list('contexts');
    const names = contexts.map(({ name }) => name).join(', ') || '–';
    const current = this.text(this.root, [], 'current-context');
    if (current === '') refuse('no-current-context', { found: names });
    if (!contexts.some(({ name }) => name === current)) {
      refuse('context-missing', { line: this.line(['current-context']), found: excerpt(current), needed: names });
    }
    const context = this.entry('contexts', 'context', current, ['current-context']);
    const clusterName = this.text(context.value, context.path, 'cluster');
    const userName = this.text(context.value, context.path, 'user');
    const cluster = this.entry('clusters', 'cluster', clusterName, context.path);
    const user = this.entry('users', 'user', userName, context.path);
    const server = this.server(cluster, clusterName);
    this.direct(cluster);
    this.trust(cluster);
    const login = this.login(user, userName);
    const kept = {
      ...{ apiVersion: 'v1', kind: 'Config', 'current-context': current },
      contexts: [{ name: current, context: context.value }],
      clusters: [{ name: clusterName, cluster: cluster.value }],
      users: [{ name: userName, user: user.value }],
    };
    return {
      summary: { context: current, cluster: clusterName, server, user: userName, login: login.kind },
      notAfter: login.notAfter,
      fingerprint: login.fingerprint,
      kubeconfig: stringify(kept, { lineWidth: 0, aliasDuplicateObjects: false }),
    };
  }

  private line(path: Path): number {
    return this.placeOf(path).line;
  }

  /** Text of a field; '' when it is absent. Numbers and dates that nobody quoted are said, not guessed. */
  private text(from: Entry, path: Path, field: string): string {
    const value = from[field];
    if (value === undefined || value === null) return '';
    if (typeof value === 'string') return value;
    return refuse('not-text', { ...this.placeOf([...path, field]), field });
  }

  private list(field: string): { name: string; index: number; entry: Entry }[] {
    const value = this.root[field];
    if (!Array.isArray(value)) return refuse('not-a-kubeconfig', { ...this.placeOf([field]), field });
    return value.map((entry: unknown, index) => {
      if (!isEntry(entry)) return refuse('not-a-kubeconfig', { ...this.placeOf([field, index]), field });
      return { name: this.text(entry, [field, index], 'name'), index, entry };
    });
  }

  /** The one entry of a list with that name. */
  private entry(list: string, field: string, name: string, from: Path): { value: Entry; path: Path } {
    const [found, twice] = this.list(list).filter((one) => one.name === name);
    if (!found || name === '')
      return refuse('entry-missing', { line: this.line(from), list, found: excerpt(name) || '–' });
    if (twice) refuse('entry-twice', { line: this.line([list, twice.index, 'name']), list, found: excerpt(name) });
    const path = [list, found.index, field];
    const value = found.entry[field];
    if (!isEntry(value))
      return refuse('not-a-kubeconfig', { ...this.placeOf(path), field: `${list}[${found.index}].${field}` });
    return { value, path };
  }

  private server({ value, path }: { value: Entry; path: Path }, cluster: string): string {
    const server = this.text(value, path, 'server');
    if (server === '') return refuse('server-missing', { line: this.line(path), found: excerpt(cluster) });
    const url = URL.canParse(server) ? new URL(server) : null;
    const line = this.line([...path, 'server']);
    // Who signs in by the address would have a password shown wherever the address is.
    if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') {
      refuse('server-malformed', { line, found: server.includes('@') ? '…@…' : excerpt(server) });
    }
    return server;
  }

  /** The console asks the API server itself, or through a node: a proxy that it left out might be the only one that knows the right server. */
  private direct({ value, path }: { value: Entry; path: Path }) {
    const proxy = this.text(value, path, 'proxy-url');
    if (proxy === '') return;
    const { protocol = '', host = '' } = URL.canParse(proxy) ? new URL(proxy) : {};
    refuse('proxy', { line: this.line([...path, 'proxy-url']), found: host ? `${protocol}//${host}` : '…' });
  }

  private trust({ value, path }: { value: Entry; path: Path }) {
    this.noFile(value, path, 'certificate-authority');
    if (value['insecure-skip-tls-verify'] === true) {
      refuse('not-verified', { line: this.line([...path, 'insecure-skip-tls-verify']) });
    }
    const ca = this.data(value, path, 'certificate-authority-data');
    if (ca === null) return;
    if ('problem' in certificatesOf(ca, 'ca')) {
      refuse('ca-unreadable', { line: this.line([...path, 'certificate-authority-data']) });
    }
  }

  private login(
    { value, path }: { value: Entry; path: Path },
    user: string,
  ): { kind: KubeconfigSummary['login']; notAfter: string | null; fingerprint: string } {
    for (const field of ['client-certificate', 'client-key', 'tokenFile']) this.noFile(value, path, field);
    for (const field of ['exec', 'auth-provider']) {
      const program = value[field];
      if (program === undefined || program === null) continue;
      const name = isEntry(program) ? (program.command ?? program.name) : '';
      const found = typeof name === 'string' && name !== '' ? excerpt(name) : '–';
      refuse('program', { line: this.line([...path, field]), field, found });
    }
    const certificate = this.data(value, path, 'client-certificate-data');
    const privateKey = this.data(value, path, 'client-key-data');
    const token = this.text(value, path, 'token');
    if (certificate !== null || privateKey !== null) {
      if (certificate === null || privateKey === null) return refuse('key-missing', { line: this.line(path) });
      const reading = readClientCertificate({ certificate, privateKey, ca: '' }, this.now);
      if ('problem' in reading) {
        throw new Refusal({ certificateProblem: reading.problem, values: reading.values });
      }
      return { kind: 'client-certificate', notAfter: reading.notAfter, fingerprint: reading.fingerprint };
    }
    if (token !== '') {
      const end = tokenEnd(token);
      if (end !== null && end <= this.now) {
        refuse('token-expired', {
          line: this.line([...path, 'token']),
          found: new Date(end).toISOString().slice(0, 10),
        });
      }
      return { kind: 'token', notAfter: end === null ? null : new Date(end).toISOString(), fingerprint: '' };
    }
    if (this.text(value, path, 'username') !== '' && this.text(value, path, 'password') !== '') {
      return { kind: 'password', notAfter: null, fingerprint: '' };
    }
    return refuse('no-login', { line: this.line(path), found: excerpt(user) });
  }

  private noFile(value: Entry, path: Path, field: string) {
    const file = this.text(value, path, field);
    if (file !== '') refuse('file', { line: this.line([...path, field]), field, found: excerpt(file) });
  }

  /** A field in Base64, decoded; null when it is absent. */
  private data(value: Entry, path: Path, field: string): string | null {
    const encoded = this.text(value, path, field).replace(/\s+/g, '');
    if (encoded === '') return null;
    if (encoded.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) {
      return refuse('not-base64', { line: this.line([...path, field]), field });
    }
    return Buffer.from(encoded, 'base64').toString('utf8');
  }
}

/** End of a JSON Web Token (RFC 7519, 4.1.4) in milliseconds; null when it is another token, or says none. */
function tokenEnd(token: string): number | null {
  const [, payload, ...more] = token.split('.');
  if (!payload || more.length !== 1) return null;
  try {
    const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { exp?: unknown };
    return typeof exp === 'number' && Number.isFinite(exp) && exp > 0 && exp < 1e11 ? exp * 1000 : null;
  } catch {
    return null;
  }
}

/** A parser's words without what it quotes: an unquoted `token: *x` would be an alias of that name. */
function safe(code: string, found: string): string {
  if (code === 'syntax') return found.replace(/"[^"]*"|'[^']*'|`[^`]*`|:\s.*$/g, '…').trim();
  return code === 'unknownAlias' ? '' : excerpt(found);
}
