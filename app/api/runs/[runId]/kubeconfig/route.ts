import { audit } from '@/lib/auth/audit';
import { route } from '@/lib/auth/route';
import { runKubeconfig, runView } from '@/lib/runs/runs';

type Context = { params: Promise<{ runId: string }> };

/** The admin kubeconfig: root on the cluster, so every reading is on record and no cache keeps it. */
export const GET = route('kubeconfig:read', async (_request: Request, { params }: Context, user) => {
  const { runId } = await params;
  const view = await runView(runId);
  if (!view) return Response.json({ error: 'no-such-run' }, { status: 404 });
  const kubeconfig = await runKubeconfig(runId);
  if (kubeconfig === null) return Response.json({ error: 'no-kubeconfig' }, { status: 404 });
  await audit(user, 'kubeconfig.read', `run:${runId}`, { plan: view.planId, number: view.number });
  const name = `${view.planName.replaceAll(/[^\w.-]/g, '_')}.kubeconfig`;
  return new Response(kubeconfig, {
    headers: {
      'content-type': 'application/yaml; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });
});
