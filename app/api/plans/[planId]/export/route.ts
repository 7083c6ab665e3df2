import { loadReview } from '@/app/plans/[planId]/review/load-review';
import { route } from '@/lib/auth/route';
import { exportShell } from '@/lib/runbook/export-shell';
import { PlanStoreError } from '@/lib/store/plans';
import { tar } from './tar';

type Context = { params: Promise<{ planId: string }> };

/** The runbook as shell scripts, one per step and host in their order, in a tar with one folder. */
export const GET = route('plan:read', async (_request: Request, { params }: Context) => {
  const { planId } = await params;
  const review = await loadReview(planId).catch((error: unknown) => {
    if (error instanceof PlanStoreError) return null;
    throw error;
  });
  if (!review) return Response.json({ error: 'no-such-plan' }, { status: 404 });
  if (!review.runbook) return Response.json({ error: 'not-compiled' }, { status: 409 });
  // A plan that compiles has an RFC 1123 name, which is safe in a path and a header.
  const folder = `${review.runbook.plan}-runbook`;
  const entries = exportShell(review.runbook).map(({ path, content }) => ({
    path: `${folder}/${path}`,
    content,
    mode: path.endsWith('.sh') ? 0o755 : 0o644,
  }));
  return new Response(tar(entries, Math.floor(review.stored.updatedAt.getTime() / 1000)), {
    headers: {
      'content-type': 'application/x-tar',
      'content-disposition': `attachment; filename="${folder}.tar"`,
      'cache-control': 'no-store',
    },
  });
});
