'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { ActionFailure, action } from '@/lib/auth/action';
import { audit } from '@/lib/auth/audit';
import { newPlan, planTemplates } from '@/lib/plan/new-plan';
import { planSchema } from '@/lib/plan/schema';
import { createPlan, deletePlan, getPlan, PlanStoreError } from '@/lib/store/plans';

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

/** A document that the browser has read from YAML; the schema looks at it again. */
export const importPlan = action(
  'plan:write',
  z.object({ document: planSchema }),
  async ({ document }, user): Promise<{ planId: string }> => {
    const { planId } = await createPlan({ document, userId: user.id });
    await audit(user, 'plan.import', `plan:${planId}`, { name: document.name });
    refreshBar();
    return { planId };
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
