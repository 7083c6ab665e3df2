import { chartSourceOf } from '@/lib/plan/chart-source';
import { pemProblem } from '@/lib/plan/pem-certificates';
import { type Found, rule } from '@/lib/plan/rule';
import { isPort, isServiceAddress } from '@/lib/plan/service-address';

const at = 'rainbond.chart';
/** What a plan must not hold: it is exported, compared and committed. */
const login = /^([a-z]+:\/\/)[^/]*@/i;

/** helm adds `/index.yaml`, or the chart's name: a query or a fragment would swallow it. Null: usable. */
function urlProblem(url: string): 'scheme' | 'login' | 'format' | null {
  if (login.test(url)) return 'login';
  const [, host = '', port, path = ''] = /^(?:https?|oci):\/\/([^/:?#\s]+)(?::(\d+))?(\/.*)?$/.exec(url) ?? [];
  if (!/^(https?|oci):\/\//.test(url)) return 'scheme';
  const usable = isServiceAddress(host) && (port === undefined || isPort(port)) && /^[A-Za-z0-9/._~%+-]*$/.test(path);
  return usable ? null : 'format';
}

/** The helm repository of Rainbond's chart. Whether it answers and has the version is preflight's chart.repository. */
export const planRainbondChart = rule('plan.rainbond.chart', 'rainbond', ({ plan }) => {
  const source = chartSourceOf(plan);
  if (source?.kind !== 'repository') return [];
  const { url, user, credential, ca } = source;
  const found: Found[] = [];
  const say = (severity: Found['severity'], field: string, problem: string, values: Found['values'] = {}) =>
    found.push({ severity, path: `${at}.${field}`, values: { problem, found: url, cause: '', number: 0, ...values } });
  const problem = urlProblem(url);
  const plain = url.startsWith('http://');
  if (problem) say('block', 'url', problem, { found: url.replace(login, '$1') });
  else if (plain) say('warn', 'url', credential === '' ? 'plain' : 'plainLogin');
  if (credential !== '' && user === '') say('block', 'user', 'user');
  const pem = ca === '' ? null : pemProblem(ca);
  if (pem) say('block', 'ca', 'ca', { cause: pem.problem, number: pem.number });
  else if (ca !== '' && plain) say('info', 'ca', 'caUnused');
  return found;
});
