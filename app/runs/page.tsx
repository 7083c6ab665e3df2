import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { RunsPage } from '@/components/runs/runs-page';
import { requireUser } from '@/lib/auth/current-user';
import { listRuns } from '@/lib/runs/runs';

/** Rows of the table; older runs are reached through their plan. */
const limit = 200;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('runs'))('title') };
}

export default async function Page() {
  await requireUser('run:read');
  const runs = await listRuns({ limit });
  return <RunsPage runs={runs} limit={limit} serverNow={Date.now()} />;
}
