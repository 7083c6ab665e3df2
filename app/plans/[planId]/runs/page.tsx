import { redirect } from 'next/navigation';
import { requireUser } from '@/lib/auth/current-user';
import { listRuns } from '@/lib/runs/runs';

/** The plan's last run, or its review when it never ran. */
export default async function Page({ params }: { params: Promise<{ planId: string }> }) {
  await requireUser('run:read');
  const { planId } = await params;
  const [last] = await listRuns({ planId, limit: 1 });
  redirect(last ? `/plans/${planId}/runs/${last.number}` : `/plans/${planId}/review`);
}
