import { audit } from '@/lib/auth/audit';
import { route } from '@/lib/auth/route';
import { askCluster } from '@/lib/cluster/open-reader';
import { readRegionConfig } from '@/lib/cluster/region-config';
import { HostError } from '@/lib/hosts/error';

type Context = { params: Promise<{ planId: string }> };

/** Rainbond's region-config, read from the cluster just now. It holds a client key: every reading is on record, and no cache keeps it. */
export const GET = route('kubeconfig:read', async (request: Request, { params }: Context, user) => {
  const { planId } = await params;
  let text: string | null;
  try {
    text = await askCluster(planId, (api) => readRegionConfig(api, request.signal));
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return Response.json({ error: 'unreachable', code: error.code }, { status: 502 });
  }
  if (text === null) return Response.json({ error: 'no-region-config' }, { status: 404 });
  await audit(user, 'region-config.read', `plan:${planId}`);
  return new Response(text, {
    headers: {
      'content-type': 'application/yaml; charset=utf-8',
      'content-disposition': 'attachment; filename="region-config.yaml"',
      'cache-control': 'no-store',
    },
  });
});
