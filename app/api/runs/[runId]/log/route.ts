import { route } from '@/lib/auth/route';
import { linesAfter, runView } from '@/lib/runs/runs';
import { logText } from './log-text';

type Context = { params: Promise<{ runId: string }> };

/** Lines read from the database at a time. */
const page = 5000;

/** The run's log as text, as far as it is stored. Streamed: a slow reader holds one page in memory. */
export const GET = route('run:read', async (_request: Request, { params }: Context) => {
  const { runId } = await params;
  const view = await runView(runId);
  if (!view) return Response.json({ error: 'no-such-run' }, { status: 404 });
  const encoder = new TextEncoder();
  let after = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const lines = await linesAfter(runId, after, page);
      const last = lines.at(-1);
      if (last) {
        after = last.seq;
        controller.enqueue(encoder.encode(logText(lines)));
      }
      if (lines.length < page) controller.close();
    },
  });
  const name = `${view.planName.replaceAll(/[^\w.-]/g, '_')}-run-${view.number}.log`;
  return new Response(body, {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });
});
