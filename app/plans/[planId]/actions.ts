'use server';

import path from 'node:path';
import { z } from 'zod';
import { credentialFailure } from '@/app/settings/credential-failure';
import type { RevisionEntry, SaveOutcome } from '@/components/plan-editor/editor-actions';
import { readBundle } from '@/lib/artifacts/read-bundle';
import { ActionFailure, action } from '@/lib/auth/action';
import { audit } from '@/lib/auth/audit';
import { signed } from '@/lib/plan/accepting';
import type { BundleReading } from '@/lib/plan/bundle-reading';
import { type Plan, planSchema } from '@/lib/plan/schema';
import { type CredentialView, createCredential, credentialInputSchema } from '@/lib/store/credentials';
import { bundleCacheDir } from '@/lib/store/data-dir';
import { acceptHostKey, hostKeyFingerprint } from '@/lib/store/host-keys';
import { getPlan, getRevision, listRevisions, PlanStoreError, savePlan } from '@/lib/store/plans';

/** A new revision on top of the one that the page shows; somebody else's in between is an answer, not an error. */
export const savePlanDocument = action(
  'plan:write',
  z.object({ planId: z.string(), baseRevision: z.number().int().min(1), plan: planSchema }),
  async ({ planId, baseRevision, plan }, user): Promise<SaveOutcome> => {
    try {
      const base = await getRevision(planId, baseRevision);
      const document = signed(base.document, plan, user.name, new Date().toISOString());
      const { revision } = await savePlan({ planId, baseRevision, document, userId: user.id });
      await audit(user, 'plan.save', `plan:${planId}`, { revision });
      return { kind: 'saved', revision, savedAt: Date.now() };
    } catch (error) {
      if (!(error instanceof PlanStoreError)) throw error;
      if (error.code !== 'conflict') return { kind: 'gone' };
      const theirs = await getPlan(planId);
      return {
        kind: 'conflict',
        revision: theirs.revision,
        plan: theirs.document,
        by: theirs.updatedBy,
        at: theirs.updatedAt.getTime(),
      };
    }
  },
);

/** Reads a folder of the console's machine: its names, sizes and checksums, and what is wrong with it. */
export const readBundleFolder = action(
  'plan:write',
  z.object({ folder: z.string().max(4096) }),
  async ({ folder }): Promise<BundleReading> =>
    // A relative folder would depend on where the console was started.
    path.isAbsolute(folder)
      ? readBundle(folder, { cacheDir: bundleCacheDir() })
      : { folder, index: null, problems: [{ code: 'folder-missing' }] },
);

/** Seals a new credential. The answer holds nothing secret. */
export const createHostCredential = action(
  'credential:write',
  credentialInputSchema,
  async (input, user): Promise<CredentialView> => {
    const result = await createCredential(input);
    if ('problem' in result) throw credentialFailure(result);
    const { id, name, kind } = result.credential;
    await audit(user, 'credential.create', `credential:${id}`, { name, kind });
    return result.credential;
  },
);

const hostKeySchema = z.object({
  way: z.string(),
  address: z.string().min(1),
  port: z.number().int().min(1).max(65535),
  keyType: z.string(),
  fingerprint: z.string(),
  key: z.base64(),
});

/** Pins keys whose fingerprints a person has seen. Never takes the place of another key. */
export const acceptHostKeys = action(
  'host:connect',
  z.object({ keys: z.array(hostKeySchema).min(1).max(500) }),
  async ({ keys }, user): Promise<null> => {
    // What a person read is the fingerprint: a key that has another one was never looked at.
    if (keys.some(({ key, fingerprint }) => hostKeyFingerprint(key) !== fingerprint)) {
      throw new ActionFailure('fingerprint-mismatch');
    }
    for (const { way, address, port, keyType, key, fingerprint } of keys) {
      if (!(await acceptHostKey({ way, address, port }, { type: keyType, key }, user.id))) {
        throw new ActionFailure('host-key-not-pinned');
      }
      await audit(user, 'host-key.accept', `host:${address}:${port}`, { keyType, fingerprint, ...(way && { way }) });
    }
    return null;
  },
);

export const revisionsOfPlan = action(
  'plan:read',
  z.object({ planId: z.string() }),
  async ({ planId }): Promise<RevisionEntry[]> =>
    (await listRevisions(planId)).map(({ number, createdAt, createdBy }) => ({
      number,
      createdBy,
      createdAt: createdAt.getTime(),
    })),
);

export const revisionOfPlan = action(
  'plan:read',
  z.object({ planId: z.string(), number: z.number().int().min(1) }),
  async ({ planId, number }): Promise<Plan> => {
    try {
      return (await getRevision(planId, number)).document;
    } catch (error) {
      if (error instanceof PlanStoreError) throw new ActionFailure('plan-gone');
      throw error;
    }
  },
);
