import type { Plan, PlanHost } from '@/lib/plan/schema';
import { quote } from '@/lib/text/quote';
import { type CheckContext, finding, type HostCheck, notRun, passed, unreadable } from '../../check';
import { runsKubernetes, withRole } from '../applies';
import { endLine, fewOf, hasEnd, saidAfter } from '../lines';

const onlineOnly = (context: CheckContext, host: PlanHost): boolean =>
  context.plan.artifacts.kind === 'online' && runsKubernetes(context, host);

const mirrorOf = (plan: Plan): string => {
  const mirror = plan.artifacts.kind === 'online' ? plan.artifacts.mirror.trim().replace(/\/+$/, '') : '';
  return mirror === '' || mirror.includes('://') ? mirror : `https://${mirror}`;
};

/** Where an install without a bundle gets its files: registries answer at /v2/. A mirror stands in for all of them. */
export function sourcesOf(plan: Plan): string[] {
  const mirror = mirrorOf(plan);
  if (mirror) return [`${mirror}/`];
  return [
    'https://registry.k8s.io/v2/',
    'https://dl.k8s.io/',
    'https://github.com/',
    ...(plan.kubernetes.cni === 'flannel' ? ['https://ghcr.io/v2/'] : []),
    ...(plan.rainbond.kind === 'none' ? [] : ['https://registry-1.docker.io/v2/']),
  ];
}

/** bash: asks for all at once; `answer CODE EXIT SECONDS URL` for each. */
const ask = (urls: string[], accept: string) => `ask() {
  local said rc
  said=$(curl -sS -L -o /dev/null -m 10 --connect-timeout 5 ${accept} -w '%{http_code} %{time_total}' -- "$1" 2>/dev/null); rc=$?
  echo "answer \${said%% *} $rc \${said##* } $1"
}
for url in ${urls.map(quote).join(' ')}; do ask "$url" & done
wait
${endLine}`;

type Answer = { url: string; code: number; exit: number; seconds: number };

function answersOf(stdout: string, urls: string[]): Answer[] | null {
  const said = saidAfter(stdout, 'answer').map((line) => /^(\d{3}) (\d+) ([\d.]+) (\S+)$/.exec(line));
  const found = urls.map((url): Answer | null => {
    const match = said.find((each) => each?.[4] === url);
    return match ? { url, code: Number(match[1]), exit: Number(match[2]), seconds: Number(match[3]) } : null;
  });
  return found.includes(null) ? null : found.filter((answer) => answer !== null);
}

/** curl(1), “Exit codes”, the ones that say something of the way there. */
const reasons: Record<number, string> = {
  5: 'proxy not found',
  6: 'name not found',
  7: 'refused',
  28: 'timed out',
  35: 'TLS',
  56: 'cut off',
  60: 'certificate',
  97: 'proxy',
};
const whyOf = ({ code, exit }: Answer) => (exit === 0 ? String(code) : (reasons[exit] ?? `curl ${exit}`));
/** A mirror's address may hold a user and a password: they are asked with, and never shown. */
const withoutLogin = (text: string) => text.replace(/(https?:\/\/)\S*@/g, '$1');
const nameOf = (url: string) =>
  withoutLogin(url)
    .replace(/^https?:\/\//, '')
    .replace(/\/(v2\/)?$/, '');

export const egress: HostCheck = {
  kind: 'host',
  group: 'supply',
  section: 'artifacts',
  id: 'egress',
  source: 'Embedded Cluster; 401 is how a registry greets those who haven’t signed in',
  appliesTo: onlineOnly,
  byHand: ({ plan }) =>
    sourcesOf(plan)
      .map((url) => `curl -sSIL -m 10 ${quote(withoutLogin(url))} | grep HTTP`)
      .join('\n'),
  tools: ['curl'],
  deadlineSeconds: 15,
  script: ({ plan }) => ask(sourcesOf(plan), ''),
  judge: (reading, { plan }) => {
    const answers = answersOf(reading.stdout, sourcesOf(plan));
    if (!answers || !hasEnd(reading.stdout)) return unreadable(reading);
    const bad = answers.filter(({ code, exit }) => exit !== 0 || !((code >= 200 && code < 400) || code === 401));
    const values = {
      count: bad.length,
      failed: fewOf(
        bad.map((answer) => `${nameOf(answer.url)}: ${whyOf(answer)}`),
        2,
      ),
      asked: answers.length,
    };
    return bad.length === 0 ? passed(values) : finding('block', values, withoutLogin(reading.stdout));
  },
};

/** Images whose name and tag the plan says by itself; etcd, CoreDNS and pause are kubeadm's to choose. */
function imagesOf(plan: Plan, host: PlanHost): string[] {
  const names = [
    'kube-proxy',
    ...(withRole('control-plane')({ plan } as CheckContext, host)
      ? ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler']
      : []),
  ];
  const mirror = /^(https?:\/\/[^/]+)(\/.*)?$/.exec(mirrorOf(plan));
  const [server, folder] = mirror ? [mirror[1], mirror[2] ?? ''] : ['https://registry.k8s.io', ''];
  return names.map((name) => `${server}/v2${folder}/${name}/manifests/${plan.kubernetes.version}`);
}

/** What a registry calls an image of several architectures, and of one. */
const accept = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
]
  .map((type) => `-H 'Accept: ${type}'`)
  .join(' ');

/**
 * Asks for manifests and pulls nothing: OpenShift's check measures each image's pull and rate as well, minutes in which the install itself
 * would have them. `seconds` is the slowest answer; the rate of a registry outside is registry.pull-rate's.
 */
export const imagesAvailable: HostCheck = {
  kind: 'host',
  group: 'supply',
  section: 'artifacts',
  id: 'images.available',
  source: 'OpenShift “container-images-available”; OCI distribution-spec “Pulling manifests”',
  appliesTo: onlineOnly,
  byHand: ({ plan }, host) =>
    imagesOf(plan, host)
      .map((url) => `curl -sSL -o /dev/null -w '%{http_code}\\n' ${accept} ${quote(withoutLogin(url))}`)
      .join('\n'),
  tools: ['curl'],
  deadlineSeconds: 15,
  script: ({ plan }, host) => ask(imagesOf(plan, host), accept),
  judge: (reading, { plan }, host) => {
    const answers = answersOf(reading.stdout, imagesOf(plan, host));
    if (!answers || !hasEnd(reading.stdout)) return unreadable(reading);
    const closed = answers.find(({ exit, code }) => exit === 0 && (code === 401 || code === 403));
    const bad = answers.filter(({ code, exit }) => exit !== 0 || code !== 200);
    const image = (url: string) => url.replace(/^.*\/v2\//, '').replace('/manifests/', ':');
    const values = {
      count: bad.length,
      failed: fewOf(
        bad.map((answer) => `${image(answer.url)}: ${whyOf(answer)}`),
        2,
      ),
      images: answers.length,
      seconds: Math.max(...answers.map(({ seconds }) => seconds)),
    };
    if (bad.length === 0) return passed(values);
    // Whether it has the image is only told to those who sign in.
    if (closed && bad.every(({ exit, code }) => exit === 0 && (code === 401 || code === 403)))
      return notRun('unreadable', { found: `${image(closed.url)}: ${closed.code}` });
    return finding('block', values, withoutLogin(reading.stdout));
  },
};
