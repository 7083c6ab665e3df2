import { expect, test } from 'vitest';
import { gatewaysRunApi } from './gateways-run-api';
import { samplePlan } from './samples';

test('where every gateway is a control plane, and there is one', () => {
  expect(gatewaysRunApi(samplePlan())).toBe(true);
  expect(gatewaysRunApi(samplePlan(() => {}, 'six-hosts'))).toBe(false);
  expect(gatewaysRunApi(samplePlan(() => {}, 'empty'))).toBe(false);
});
