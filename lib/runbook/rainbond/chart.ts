import { quote } from '@/lib/text/quote';
import { CompileError } from '../compile-error';
import { hostProxies } from '../proxies';
import type { Step, StepFile } from '../runbook';
import { sha256 } from '../sha256';
import { file, stampPath, step } from '../step';
import { helmProgram } from './helm-program';
import type { ChartRepository, RainbondTarget } from './target';

const action = 'rainbond-chart';
/** Readable by root alone: what a mirror asks a password for is nobody else's to read. */
export const chartFolder = '/var/lib/slipway/charts';
const tmpfs = `/run/slipway/${action}`;
/** Seconds that a repository has for one question. */
const patienceSeconds = 90;

/** Id of the secret that is a mirror's password. */
export const chartSecret = 'chart-repository-password';

/** Where the pulled chart is on the runner. */
export const chartPath = ({ name, version }: ChartRepository): string => `${chartFolder}/${name}-${version}.tgz`;

const hostOf = (url: string): string => url.replace(/^[a-z]+:\/\//, '').split('/')[0] ?? '';

/**
 * What helm reads its login from: it takes a password from a command line or from one of these, and everybody on a host can read
 * command lines. The files are on tmpfs, and gone with the step.
 */
function accessFiles({ protocol, url, user, credential, ca }: ChartRepository): StepFile[] {
  const password = `@{secret:${chartSecret}|json}`;
  const signsIn = credential !== '';
  const files: StepFile[] = ca === '' ? [] : [file(`${tmpfs}/ca.crt`, '0600', `${ca}\n`)];
  if (protocol === 'http') {
    const login = signsIn ? `\n    username: ${JSON.stringify(user)}\n    password: "${password}"` : '';
    const trusted = ca === '' ? '' : `\n    caFile: ${tmpfs}/ca.crt`;
    files.push(
      file(
        `${tmpfs}/repositories.yaml`,
        '0600',
        `apiVersion: v1\nrepositories:\n  - name: slipway\n    url: ${JSON.stringify(url)}${login}${trusted}\n`,
      ),
    );
  } else if (signsIn) {
    const login = { auths: { [hostOf(url)]: { username: user, password: '@secret@' } } };
    files.push(file(`${tmpfs}/registry.json`, '0600', `${JSON.stringify(login).replace('@secret@', password)}\n`));
  }
  return files;
}

/** bash: whether the file is this chart in this version; its metadata stand first in the archive, so that no helm is needed to see it. */
const isChart = ({ name, version }: ChartRepository) => `chart_is() { # FILE
  local found
  found=$(tar -xzO -f "$1" ${quote(`${name}/Chart.yaml`)} 2>/dev/null | awk '/^(name|version):/ { gsub(/["\\047\\r]/, "", $2); at[$1] = $2 } END { print at["name:"], at["version:"] }') || found=
  [ "$found" = ${quote(`${name} ${version}`)} ] || { echo "$1 is \${found:-no chart}, needed ${name} ${version}"; return 1; }
}`;

/**
 * bash: helm's words in terms of the way there, since it has one exit status for all of them. `complain KEY WHAT` ends the step; the run page
 * knows causes by the key.
 */
const complaints = ({ url }: ChartRepository) => `complain() { # KEY WHAT
  printf 'Chart repository (%s) %s: %s\\n' "$1" ${quote(url)} "$2" >&2
  exit 1
}
late() { [ "$1" != 124 ] || echo ': timed out'; } # EXIT STATUS OF timeout
fail() { # WHAT HELM SAID
  printf '%s\\n' "$1" >&2
  local host=${quote(hostOf(url))}
  case $1 in
    *proxyconnect*) complain proxy 'the proxy of this host (/etc/environment) does not let helm through' ;;
    *'no such host'* | *'server misbehaving'* | *'name resolution'*) complain name "the name $host is not found by the DNS of this host" ;;
    *'connection refused'*) complain refused "$host refuses the connection: nothing listens there, or a firewall rejects it" ;;
    *'HTTP response to HTTPS client'* | *'not look like a TLS handshake'*) complain plain "$host speaks http, and the plan says TLS" ;;
    *x509:*) complain tls "the certificate of $host is not trusted by this host: give its CA in the plan, or mend the certificate" ;;
    *'i/o timeout'* | *'deadline exceeded'* | *'handshake timeout'* | *Client.Timeout* | *'no route to host'* | *'network is unreachable'* | *'timed out'*) complain timeout "$host does not answer" ;;
    *401*nauthorized*) complain login "$host asks for a user and a password, or does not take those of the plan (401)" ;;
    *403*orbidden* | *denied*) complain forbidden "$host does not give it to the user of the plan (403)" ;;
    *404* | *'not found'* | *'not a valid chart repository'*) complain absent 'there is nothing of that kind (404)' ;;
    *) complain other 'helm failed with what stands above' ;;
  esac
}`;

/** bash: the index is there, and has the version; else what it has. */
function pullFromIndex({ name, version }: ChartRepository): string {
  const options = `--repository-config ${tmpfs}/repositories.yaml --repository-cache "$work/cache"`;
  // whether the index came is seen by what is there afterwards: helm's own option to fail otherwise came and went
  return `said=$(timeout ${patienceSeconds} "$helm" repo update ${options} 2>&1) || said="$said$(late $?)"
[ -s "$work/cache/slipway-index.yaml" ] || fail "$said"
listed=$("$helm" search repo slipway/ --versions --devel ${options})
have=$(awk '$1 == "slipway/${name}" { print $2 }' <<< "$listed")
newest=$(awk 'NR <= 5' <<< "$have" | paste -sd ' ')
[ -n "$have" ] || complain chart "no chart ${name} in its index; charts there: $(awk '$1 ~ "^slipway/" && !seen[$1]++ { sub("slipway/", "", $1); print $1 }' <<< "$listed" | awk 'NR <= 5' | paste -sd ' ')"
grep -qxF -- ${quote(version)} <<< "$have" || complain version "no ${name} ${version} in its index; the newest there: $newest"
said=$(timeout ${patienceSeconds} "$helm" pull slipway/${name} --version ${quote(version)} --destination "$work/new" ${options} 2>&1) || fail "$said$(late $?)"`;
}

function pullFromRegistry({ name, version, url, credential, ca }: ChartRepository): string {
  const login = credential === '' ? '' : ` --registry-config ${tmpfs}/registry.json`;
  const trusted = ca === '' ? '' : ` --ca-file ${tmpfs}/ca.crt`;
  return `said=$(timeout ${patienceSeconds} "$helm" pull ${quote(`${url}/${name}`)} --version ${quote(version)} --destination "$work/new"${login}${trusted} 2>&1) || fail "$said$(late $?)"`;
}

/**
 * The chart of exactly the plan's version, from a helm repository, a mirror or a registry, onto the host that helm runs on. What was
 * pulled once stays: the second run asks nobody. Null where the chart comes from the bundle.
 */
export function rainbondChart(target: RainbondTarget): Step | null {
  const { charts, runner, needs } = target;
  if (charts.kind !== 'repository') return null;
  const { source } = charts;
  if (/^[a-z]+:\/\/[^/]*@/.test(source.url))
    throw new CompileError('value-unusable', { path: 'rainbond.chart.url', found: source.url.replace(/[^/]*@/, '') });
  const helm = helmProgram(target);
  const path = chartPath(source);
  const origin = sha256(`${source.url} ${source.name} ${source.version}`);
  const pull = source.protocol === 'http' ? pullFromIndex(source) : pullFromRegistry(source);
  const pulled = `pulled() {
  local sum
  [ -f ${path} ] || { echo '${path} is not there'; return 1; }
  sum=$(sha256sum < ${path} | cut -c1-64)
  [ "$(cat ${stampPath(action)} 2>/dev/null)" = "${origin} $sum" ] || { echo '${path} is of another repository, or was changed'; return 1; }
}`;
  return step({
    action,
    host: runner.host,
    phase: 'rainbond',
    needs,
    files: accessFiles(source),
    uploads: helm.uploads,
    observe: `${pulled}
pulled >/dev/null || exit 1`,
    act: `umask 077
${isChart(source)}
${complaints(source)}
${hostProxies}
${helm.ready}
host_proxies
work=${chartFolder}/new
rm -rf -- "$work"
mkdir -p "$work/new" "$work/cache" /var/lib/slipway/stamps
chmod 0700 ${chartFolder}
echo 'Chart ${source.name} ${source.version} from '${quote(source.url)}
${pull}
chart=$(find "$work/new" -type f -name '*.tgz' -print -quit)
[ -n "$chart" ] || fail "$said"
wrong=$(chart_is "$chart") || complain other "$wrong"
sum=$(sha256sum < "$chart" | cut -c1-64)
mv -f -- "$chart" ${path}
rm -rf -- "$work"
echo "${origin} $sum" > ${stampPath(action)}
echo "${path}, sha256 $sum"`,
    verify: `${pulled}
${isChart(source)}
pulled || exit 1
chart_is ${path} || exit 1
echo "${source.name} ${source.version}, sha256 $(sha256sum < ${path} | cut -c1-64)"`,
    deadlineSeconds: { act: 300, verify: 30 },
    estimateSeconds: 5,
  });
}
