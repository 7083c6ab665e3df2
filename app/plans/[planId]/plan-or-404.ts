import { notFound } from 'next/navigation';
import { getPlan, PlanStoreError, type StoredPlan } from '@/lib/store/plans';

/** The newest revision of a plan; the "not found" page when there is none. */
export async function planOr404(planId: string): Promise<StoredPlan> {
  try {
    return await getPlan(planId);
  } catch (error) {
    if (error instanceof PlanStoreError && error.code === 'not-found') notFound();
    throw error;
  }
}
