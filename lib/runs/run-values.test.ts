import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Runbook } from '@/lib/runbook/runbook';
import { type TestDatabase, testDatabase } from '@/lib/store/testing';
import { fakeRunbook } from './fake-runbook';
import { loadValues } from './run-values';
import { markedSeal, TestRun } from './testing';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.pool.query(
    `INSERT INTO credential (id, name, kind, sealed, updated_at) VALUES ('c1', 'mysql', 'password', $1, now())`,
    [markedSeal.seal(JSON.stringify({ kind: 'password', password: 'the "secret" of mysql' }))],
  );
}, 120_000);
afterAll(() => database.close());

const withSecrets = (...secrets: Runbook['secrets']) => ({ ...fakeRunbook([{ id: 'a' }]), secrets });

it('takes a part of a stored credential, and hides it in the log', async () => {
  const run = await new TestRun(database.pool).create(
    withSecrets({ id: 'db', scope: 'credential', credential: 'c1', part: 'password' }),
  );
  const { values, redactor } = await loadValues(database.pool, markedSeal.unseal, run.runId);
  expect(values.secrets.db).toBe('the "secret" of mysql');
  expect(redactor.line('password is the "secret" of mysql')).toBe('password is [redacted]');
  expect(redactor.line(`in YAML ${JSON.stringify('the "secret" of mysql')}`)).not.toContain('of mysql');
});

it('makes no run when the credential is gone or has no such part', async () => {
  const gone = withSecrets({ id: 'db', scope: 'credential', credential: 'nobody', part: 'password' });
  await expect(new TestRun(database.pool).create(gone)).rejects.toMatchObject({
    code: 'credential-unusable',
    values: { credential: 'nobody' },
  });
  const other = withSecrets({ id: 'db', scope: 'credential', credential: 'c1', part: 'kubeconfig' });
  await expect(new TestRun(database.pool).create(other)).rejects.toMatchObject({
    code: 'credential-unusable',
    values: { credential: 'mysql', part: 'kubeconfig' },
  });
});
