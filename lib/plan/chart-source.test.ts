import { expect, test } from 'vitest';
import { chartSourceOf } from './chart-source';
import { samplePlan, withRainbond } from './samples';
import { chartOriginSchema, type Plan, rainbondSchema } from './schema';

const sourceOf = (kind: '5.17' | '6.x', change: (plan: Plan) => void = () => {}) =>
  chartSourceOf(samplePlan((plan) => withRainbond(plan, kind, change)));
const from = (chart: object) => (plan: Plan) => {
  Object.assign(plan.rainbond, { chart: chartOriginSchema.parse({ kind: 'repository', ...chart }) });
};

test('a plan without Rainbond needs no chart', () => {
  expect(chartSourceOf(samplePlan())).toBeNull();
});

test('a plan of before that choice takes the chart from the bundle', () => {
  expect(rainbondSchema.parse({ kind: '6.x' })).toMatchObject({ chart: { kind: 'bundle' } });
  expect(sourceOf('6.x')).toEqual({
    kind: 'bundle',
    name: 'rainbond',
    version: '6.9.3',
    file: 'charts/rainbond-6.9.3.tgz',
  });
});

test('a repository without a URL is the makers’, of each version its own', () => {
  expect(sourceOf('6.x', from({}))).toMatchObject({
    url: 'https://chart.rainbond.com',
    makers: true,
    name: 'rainbond',
  });
  expect(sourceOf('5.17', from({}))).toMatchObject({
    url: 'https://openchart.goodrain.com/goodrain/rainbond',
    name: 'rainbond-cluster',
    version: '5.17.3',
  });
});

test('without a bundle the chart comes from a repository, whatever was chosen before', () => {
  const online = sourceOf('6.x', (plan) => void Object.assign(plan, { artifacts: { kind: 'online', mirror: '' } }));
  expect(online).toMatchObject({ kind: 'repository', makers: true });
});

test('a mirror is used as it was typed, but for blanks and slashes at its end', () => {
  const mirror = sourceOf('6.x', from({ url: ' oci://registry.corp.example/charts/ ', user: 'u', credential: 'c' }));
  expect(mirror).toMatchObject({
    protocol: 'oci',
    url: 'oci://registry.corp.example/charts',
    makers: false,
    user: 'u',
  });
  expect(sourceOf('6.x', from({ url: 'http://mirror.corp.example/charts' }))).toMatchObject({ protocol: 'http' });
});
