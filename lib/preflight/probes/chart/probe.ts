import { chartSourceOf } from '@/lib/plan/chart-source';
import { helmHostOf } from '@/lib/plan/helm-host';
import { quote } from '@/lib/text/quote';
import { notRun, type Outcome, type ProbeCheck } from '../../check';
import type { Probe, ProbeSession } from '../../probe';
import { answer } from '../services/answer';
import { parametersOf } from '../services/registry/client';
import { askSeconds, type CurlAnswer, curlAnswer, curlConfig, curlScript, largestAnswer } from './curl-script';
import { judgeFound, judgeIndex, judgeTags, judgeWay, type Repository } from './judge';
import { versionsIn, versionsOfTags } from './versions-in';

const id = 'chart.repository';

/** What a registry keeps charts and images as. */
const accept = ['application/vnd.oci.image.manifest.v1+json', 'application/vnd.oci.image.index.v1+json'];
const pageOf = ({ protocol, url, name, version }: Repository): string =>
  protocol === 'http' ? `${url}/index.yaml` : `${atRegistry(url, name)}/manifests/${version}`;
const atRegistry = (url: string, name: string): string => {
  const [, host = '', path = ''] = /^oci:\/\/([^/]+)\/?(.*)$/.exec(url) ?? [];
  return `https://${host}/v2/${[path, name].filter(Boolean).join('/')}`;
};

/** From the host that will run helm, by the way that helm will go. Nothing is downloaded but the index, or the chart's manifest. */
export const chartRepository: ProbeCheck = {
  kind: 'probe',
  group: 'supply',
  section: 'rainbond',
  id,
  source: 'Helm “Chart repository guide”; OCI distribution-spec “Pulling manifests”',
  appliesTo: ({ plan }, host) => chartSourceOf(plan)?.kind === 'repository' && helmHostOf(plan)?.name === host.name,
  byHand: ({ plan }) => {
    const source = chartSourceOf(plan);
    if (source?.kind !== 'repository') return '';
    // curl asks for the password: it stands in no command.
    const login = source.user === '' ? '' : `-u ${quote(source.user)} `;
    const cut = source.protocol === 'http' ? ` | grep -A 40 ${quote(`^  ${source.name}:`)} | grep version` : '';
    return `curl -sSL -m 20 ${login}${quote(pageOf(source))}${cut}`;
  },
};

type Ask = (url: string, config: string) => Promise<{ answer: CurlAnswer; said: string } | Outcome>;

export const chartRepositoryProbe: Probe = {
  id: 'chart-repository',
  checks: [chartRepository],
  deadlineSeconds: 80,
  stage: 1,
  run: async (session) => {
    const { context, hosts } = session;
    const source = chartSourceOf(context.plan);
    const host = hosts.find((each) => chartRepository.appliesTo(context, each));
    if (source?.kind !== 'repository' || !host) return;
    await answer(session, host, [id], async (say) => {
      const login = await loginOf(session, source);
      const ask: Ask = (url, config) => askBy(session, source, url, config);
      say(id, login === 'missing' ? notRun('incomplete', { what: 'credential' }) : await look(source, login, ask));
      return null;
    });
  },
};

type Login = { user: string; password: string } | null;

async function loginOf(session: ProbeSession, { user, credential }: Repository): Promise<Login | 'missing'> {
  if (credential === '') return null;
  const secret = await session.secret(credential);
  return secret ? { user, password: secret.password } : 'missing';
}

async function askBy(session: ProbeSession, { ca }: Repository, url: string, config: string): ReturnType<Ask> {
  const host = session.hosts.find((each) => chartRepository.appliesTo(session.context, each));
  if (!host) throw new Error('no host runs helm');
  const { exitCode, stdout, stderr, truncated } = await session.on(host).run(curlScript(url, ca), {
    stdin: config,
    deadlineMs: (askSeconds + 5) * 1_000,
    signal: session.signal,
    maxBytes: largestAnswer + 64 * 1024,
  });
  if (exitCode === 42) return notRun('tool-missing', { tool: 'curl' });
  const answer = truncated ? null : curlAnswer(stdout);
  return answer
    ? { answer, said: stderr.trim() }
    : notRun('unreadable', { found: (stderr.trim() || `exit ${exitCode}`).slice(0, 200) });
}

/** An index, or a registry's manifest and, where it isn't there, the versions that are. */
async function look(source: Repository, login: Login, ask: Ask): Promise<Outcome> {
  const page = pageOf(source);
  const first = await ask(
    page,
    curlConfig({ ...(login ?? {}), headers: source.protocol === 'oci' ? [`Accept: ${accept.join(', ')}`] : [] }),
  );
  if ('state' in first) return first;
  if (source.protocol === 'http') {
    return judgeWay(source, first.answer, first.said) ?? judgeIndex(source, versionsIn(first.answer.body, source.name));
  }
  let { answer: found, said } = first;
  let authorization: string[] = [];
  if (found.exit === 0 && found.status === 401 && /^bearer\b/i.test(found.challenge)) {
    const token = await tokenFor(source, found.challenge, login, ask);
    if (typeof token !== 'string') return token;
    authorization = [`Authorization: Bearer ${token}`];
    const again = await ask(page, curlConfig({ headers: [`Accept: ${accept.join(', ')}`, ...authorization] }));
    if ('state' in again) return again;
    ({ answer: found, said } = again);
  }
  if (found.exit !== 0 || found.status !== 404) return judgeWay(source, found, said) ?? judgeFound(source);
  const config = authorization.length > 0 ? { headers: authorization } : { ...(login ?? {}) };
  const tags = await ask(`${atRegistry(source.url, source.name)}/tags/list`, curlConfig(config));
  return judgeTags(source, 'state' in tags || tags.answer.status !== 200 ? [] : versionsOfTags(tags.answer.body));
}

/** A registry's token server is asked as the registry says (Docker Registry v2 authentication); in clear it gets no password. */
async function tokenFor(source: Repository, challenge: string, login: Login, ask: Ask): Promise<string | Outcome> {
  const { realm = '', service } = parametersOf(challenge);
  if (!URL.canParse(realm) || !realm.startsWith('https://'))
    return notRun('unreadable', { found: `WWW-Authenticate: ${challenge}`.slice(0, 200) });
  const url = new URL(realm);
  if (service) url.searchParams.set('service', service);
  const [, , path = ''] = /^oci:\/\/([^/]+)\/?(.*)$/.exec(source.url) ?? [];
  url.searchParams.set('scope', `repository:${[path, source.name].filter(Boolean).join('/')}:pull`);
  const asked = await ask(url.href, curlConfig(login ?? {}));
  if ('state' in asked) return asked;
  const refused = judgeWay(source, asked.answer, asked.said);
  if (refused) return refused;
  try {
    const { token, access_token } = JSON.parse(asked.answer.body) as { token?: string; access_token?: string };
    return token ?? access_token ?? notRun('unreadable', { found: 'no token in the answer' });
  } catch {
    return notRun('unreadable', { found: 'the token server said no JSON' });
  }
}
