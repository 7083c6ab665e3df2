import { randomInt } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { CredentialSecretSpec, GeneratedSecret, Runbook } from '@/lib/runbook/runbook';
import { credentialPartOf } from '@/lib/store/credential-part';
import { Redactor } from './redact';
import { RunError } from './run-error';

export type RunValues = { secrets: Record<string, string>; outputs: Record<string, string> };
type Sealing = { seal: (text: string) => string; unseal: (sealed: string) => string };

const alphabets = {
  token: 'abcdefghijklmnopqrstuvwxyz0123456789',
  hex: '0123456789abcdef',
  password: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
};

const pick = (alphabet: string, count: number) =>
  Array.from({ length: count }, () => alphabet[randomInt(alphabet.length)]).join('');

export function newSecret(kind: GeneratedSecret['kind']): string {
  switch (kind) {
    case 'bootstrap-token':
      return `${pick(alphabets.token, 6)}.${pick(alphabets.token, 16)}`;
    case 'hex-32':
      return pick(alphabets.hex, 64);
    case 'password-8':
      return pick(alphabets.password, 8);
  }
}

/**
 * Makes a new run's secrets; those of the plan are made once and found again, those of a credential are what it holds now. Inside
 * the transaction of the run.
 *
 * @throws RunError `credential-unusable` when a credential is gone or has no such part
 */
export async function storeSecrets(
  client: PoolClient,
  { seal, unseal }: Sealing,
  run: { runId: string; planId: string; runbook: Runbook },
): Promise<void> {
  for (const spec of run.runbook.secrets) {
    const value =
      spec.scope === 'credential'
        ? await credentialSecret(client, unseal, spec)
        : spec.scope === 'run'
          ? newSecret(spec.kind)
          : await planSecret(client, { seal, unseal }, run.planId, spec);
    await client.query('INSERT INTO run_value (run_id, key, sealed, secret) VALUES ($1, $2, $3, true)', [
      run.runId,
      `secret:${spec.id}`,
      seal(value),
    ]);
  }
}

async function credentialSecret(client: PoolClient, unseal: Sealing['unseal'], spec: CredentialSecretSpec) {
  const { rows } = await client.query<{ name: string; sealed: string }>(
    'SELECT name, sealed FROM credential WHERE id = $1',
    [spec.credential],
  );
  const [row] = rows;
  const value = row && credentialPartOf(JSON.parse(unseal(row.sealed)), spec.part);
  if (value === undefined || value === null)
    throw new RunError('credential-unusable', { credential: row?.name ?? spec.credential, part: spec.part });
  return value;
}

async function planSecret(client: PoolClient, { seal, unseal }: Sealing, planId: string, spec: GeneratedSecret) {
  await client.query('INSERT INTO plan_secret (plan_id, key, sealed) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    planId,
    spec.id,
    seal(newSecret(spec.kind)),
  ]);
  const { rows } = await client.query<{ sealed: string }>(
    'SELECT sealed FROM plan_secret WHERE plan_id = $1 AND key = $2',
    [planId, spec.id],
  );
  return unseal(rows[0]?.sealed ?? '');
}

/** A run's values, and a redactor that knows those that are secret. */
export async function loadValues(pool: Pool, unseal: Sealing['unseal'], runId: string) {
  const { rows } = await pool.query<{ key: string; sealed: string; secret: boolean }>(
    'SELECT key, sealed, secret FROM run_value WHERE run_id = $1',
    [runId],
  );
  const values: RunValues = { secrets: {}, outputs: {} };
  const redactor = new Redactor();
  for (const row of rows) {
    const value = unseal(row.sealed);
    const [kind, ...id] = row.key.split(':');
    (kind === 'secret' ? values.secrets : values.outputs)[id.join(':')] = value;
    if (row.secret) redactor.add(value);
  }
  return { values, redactor };
}
