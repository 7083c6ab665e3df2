import { withRainbond } from '@/lib/plan/samples';
import { chartOriginSchema, type Plan } from '@/lib/plan/schema';
import { planRainbondChart } from './plan.rainbond.chart';
import { testRule } from './testing';

const from = (chart: object) => ({
  plan: (plan: Plan) =>
    withRainbond(
      plan,
      '6.x',
      (each) => void Object.assign(each.rainbond, { chart: chartOriginSchema.parse({ kind: 'repository', ...chart }) }),
    ),
});
const values = (problem: string, found: string, more: object = {}) => ({
  problem,
  found,
  cause: '',
  number: 0,
  ...more,
});
const url = (problem: string, typed: string, shown = typed) => ({
  title: `${problem}: ${typed}`,
  ...from({ url: typed }),
  findings: [{ severity: 'block' as const, path: 'rainbond.chart.url', values: values(problem, shown) }],
});
const mirror = 'https://mirror.corp.example/charts';
const plain = 'http://mirror.corp.example:8080/charts';

testRule(planRainbondChart, {
  accepted: [
    { title: 'no Rainbond' },
    { title: 'the bundle', plan: (plan) => withRainbond(plan) },
    { title: 'the makers’', ...from({}) },
    { title: 'a mirror', ...from({ url: mirror }) },
    { title: 'a mirror at an address, with a port', ...from({ url: 'https://10.0.0.7:8443/helm/~stable/' }) },
    { title: 'a registry', ...from({ url: 'oci://registry.corp.example:5000/charts' }) },
    { title: 'a mirror that asks who is there', ...from({ url: mirror, user: 'robot', credential: 'mirror' }) },
  ],
  rejected: [
    url('scheme', 'mirror.corp.example/charts'),
    url('scheme', 'ftp://mirror.corp.example/charts'),
    url('format', 'https://'),
    url('format', 'https://mirror.corp.example/charts?token=1'),
    url('format', 'https://mirror.corp.example/two words'),
    url('format', 'oci://10.0.0/charts'),
    url('format', 'https://mirror.corp.example:99999/charts'),
    url('login', 'https://robot:secret@mirror.corp.example/charts', 'https://mirror.corp.example/charts'),
    {
      title: 'http: readable on the way',
      ...from({ url: plain }),
      findings: [{ severity: 'warn', path: 'rainbond.chart.url', values: values('plain', plain) }],
    },
    {
      title: 'http with a password and a CA',
      ...from({ url: plain, user: 'robot', credential: 'mirror', ca: pem('MAA=') }),
      findings: [
        { severity: 'warn', path: 'rainbond.chart.url', values: values('plainLogin', plain) },
        { severity: 'info', path: 'rainbond.chart.ca', values: values('caUnused', plain) },
      ],
    },
    {
      title: 'a credential for nobody, and a key where the CA belongs',
      ...from({
        url: mirror,
        credential: 'mirror',
        ca: '-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----',
      }),
      findings: [
        { severity: 'block', path: 'rainbond.chart.user', values: values('user', mirror) },
        { severity: 'block', path: 'rainbond.chart.ca', values: values('ca', mirror, { cause: 'key', number: 1 }) },
      ],
    },
  ],
});

function pem(base64: string): string {
  return `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----`;
}
