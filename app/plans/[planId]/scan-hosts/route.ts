import { z } from 'zod';
import { audit } from '@/lib/auth/audit';
import { route } from '@/lib/auth/route';
import { scan } from '@/lib/hosts/scan';
import { scanAddresses } from '@/lib/hosts/scan-addresses';

const bodySchema = z.object({ range: z.string().max(2_000), port: z.number().int().min(1).max(65535) });

/**
 * Looks for SSH servers in a range of addresses that a person asked for. The answer is a line of JSON for each event, as it
 * comes; hanging up ends the scan.
 */
export const POST = route<{ params: Promise<{ planId: string }> }>(
  'host:connect',
  async (request, context, user): Promise<Response> => {
    const parsed = bodySchema.safeParse(await request.json().catch(() => null));
    if (!parsed.success) return Response.json({ error: 'invalid-input' }, { status: 400 });
    const { range, port } = parsed.data;
    const asked = scanAddresses(range);
    if ('problem' in asked) return Response.json({ error: asked.problem }, { status: 422 });
    const { planId } = await context.params;
    const { addresses } = asked;
    await audit(user, 'host.scan', `plan:${planId}`, { range, port, addresses: addresses.length });
    const gone = new AbortController();
    const signal = AbortSignal.any([request.signal, gone.signal]);
    const encoder = new TextEncoder();
    const stream = new ReadableStream<Uint8Array>({
      start: async (controller) => {
        const tell = (event: object) => {
          if (!signal.aborted) controller.enqueue(encoder.encode(`${JSON.stringify(event)}\n`));
        };
        await scan(addresses, port, tell, { signal });
        if (!signal.aborted) controller.close();
      },
      cancel: () => gone.abort(),
    });
    return new Response(stream, {
      headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
    });
  },
);
