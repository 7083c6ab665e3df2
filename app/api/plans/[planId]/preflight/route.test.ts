import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { samplePlan } from '@/lib/plan/samples';
import { sampleReport } from '@/lib/preflight/testing';
import { createPlan } from '@/lib/store/plans';
import { type TestDatabase, testDatabase } from '@/lib/store/testing';
import { GET } from './route';

// Who may pass is access.test.ts' to ask.
vi.mock('@/lib/auth/route', () => ({ route: (_permission: string, answer: unknown) => answer }));

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test('a draft whose name no header can hold is exported all the same', async () => {
  const plan = samplePlan((draft) => {
    draft.name = '生产"集群\r\nx: y';
  });
  const { planId } = await createPlan({ document: plan, userId: 'u1' });
  const report = sampleReport(['node-1'], [], { planId, state: 'finished', finishedAt: 2 });
  await database.db.preflight.create({
    data: { id: planId, planId, state: 'finished', report, heartbeatAt: new Date() },
  });
  const request = new Request(`http://console.test/api/plans/${planId}/preflight?format=json`);
  const response = await GET(request, { params: Promise.resolve({ planId }) });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="x-y-preflight.json"');
  expect((await response.json()).planId).toBe(planId);
});
