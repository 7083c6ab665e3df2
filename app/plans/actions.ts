'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { credentialFailure } from '@/app/settings/credential-failure';
import { ActionFailure, action } from '@/lib/auth/action';
import { audit } from '@/lib/auth/audit';
import { allowed } from '@/lib/auth/permissions';
import { importAny } from '@/lib/plan/import/import-any';
import { withCredentials } from '@/lib/plan/import/secret-list';
import { newPlan, planTemplates } from '@/lib/plan/new-plan';
import { textLimits } from '@/lib/plan/read-yaml';
import { createPlan, deletePlan, getPlan, PlanStoreError } from '@/lib/store/plans';
import { forgetSealed, importChoiceSchema, sealImported } from '@/lib/store/seal-imported';

/** Names and last runs of plans stand in the bar of every page. */
const refreshBar = () => revalidatePath('/', 'layout');

export const createPlanFromTemplate = action(
  'plan:write',
  z.object({ name: z.string(), template: z.enum(planTemplates) }),
  async ({ name, template }, user): Promise<{ planId: string }> => {
    const { planId } = await createPlan({ document: newPlan(name, template), userId: user.id });
    await audit(user, 'plan.create', `plan:${planId}`, { name, template });
    refreshBar();
    return { planId };
  },
);

/**
 * A plan out of a text of any known format. The browser has shown what is in it; here it is read again, so that what was shown
 * decides nothing but the name and what to do with each secret.
 */
export const importPlan = action(
  'plan:write',
  z.object({
    text: z.string().max(textLimits.bytes),
    filename: z.string().max(255),
    name: z.string().min(1).max(100),
    choices: z.array(importChoiceSchema).max(textLimits.items),
  }),
  async ({ text, filename, name, choices }, user): Promise<{ planId: string }> => {
    const { format, imported } = importAny(text, filename);
    if (!imported || choices.length !== imported.secrets.length) throw new ActionFailure('invalid-input');
    const seals = choices.some(({ use }) => use === 'make');
    if (seals && !allowed(user, 'credential:write')) throw new ActionFailure('forbidden');
    const result = await sealImported(imported.secrets, choices);
    if ('problem' in result) throw credentialFailure(result);
    try {
      const document = { ...withCredentials(imported.plan, result.sealed), name };
      const { planId } = await createPlan({ document, userId: user.id });
      for (const { id, name: credential, kind } of result.made) {
        await audit(user, 'credential.create', `credential:${id}`, { name: credential, kind });
      }
      await audit(user, 'plan.import', `plan:${planId}`, { name, format: String(format) });
      refreshBar();
      return { planId };
    } catch (error) {
      await forgetSealed(result);
      throw error;
    }
  },
);

export const duplicatePlan = action(
  'plan:write',
  z.object({ planId: z.string() }),
  async ({ planId }, user): Promise<{ planId: string }> => {
    const { document } = await found(planId);
    const copy = { ...document, name: `${document.name.slice(0, 58)}-copy` };
    const created = await createPlan({ document: copy, userId: user.id });
    await audit(user, 'plan.duplicate', `plan:${created.planId}`, { from: planId });
    refreshBar();
    return { planId: created.planId };
  },
);

/** Takes the plan with its revisions, secrets and runs away; the typed name proves that it is meant. */
export const removePlan = action(
  'plan:write',
  z.object({ planId: z.string(), typedName: z.string() }),
  async ({ planId, typedName }, user): Promise<null> => {
    const { name } = await found(planId);
    if (typedName !== name) throw new ActionFailure('invalid-input');
    try {
      await deletePlan(planId);
    } catch (error) {
      if (error instanceof PlanStoreError)
        throw new ActionFailure(error.code === 'run-active' ? 'run-active' : 'plan-gone');
      throw error;
    }
    await audit(user, 'plan.delete', `plan:${planId}`, { name });
    refreshBar();
    return null;
  },
);

async function found(planId: string) {
  try {
    return await getPlan(planId);
  } catch (error) {
    if (error instanceof PlanStoreError) throw new ActionFailure('plan-gone');
    throw error;
  }
}
