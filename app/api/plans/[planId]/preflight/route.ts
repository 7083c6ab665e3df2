import { getLocale, getTranslations } from 'next-intl/server';
import { route } from '@/lib/auth/route';
import { reportHtml } from '@/lib/preflight/report-html';
import { latestReport } from '@/lib/preflight/store';
import { getPlan, PlanStoreError } from '@/lib/store/plans';
import { attachment } from '../export/formats';

type Context = { params: Promise<{ planId: string }> };

/** The newest preflight for somebody else: `?format=json`, or a page that prints well. */
export const GET = route('plan:read', async (request: Request, { params }: Context) => {
  const { planId } = await params;
  const format = new URL(request.url).searchParams.get('format') ?? 'html';
  if (format !== 'html' && format !== 'json') return Response.json({ error: 'unknown-format' }, { status: 400 });
  try {
    const [{ document: plan }, report] = await Promise.all([getPlan(planId), latestReport(planId)]);
    if (!report) return Response.json({ error: 'no-preflight' }, { status: 404 });
    if (format === 'json') return attachment(`${plan.name}-preflight`, 'json', `${JSON.stringify(report, null, 2)}\n`);
    const t = await getTranslations();
    const html = reportHtml(plan, report, await getLocale(), (key, values) => (t.has(key) ? t(key, values) : null));
    return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' } });
  } catch (error) {
    if (error instanceof PlanStoreError) return Response.json({ error: 'no-such-plan' }, { status: 404 });
    throw error;
  }
});
