import { audit } from '@/lib/auth/audit';
import { route } from '@/lib/auth/route';
import { checkHost, checkOf, type HostCheck } from '@/lib/hosts/check-host';
import { targetOf } from '@/lib/hosts/target-of';
import { placeOfHost } from '@/lib/plan/place';
import { hostSchema, type PlanHost } from '@/lib/plan/schema';
import { saveFacts } from '@/lib/store/facts';
import { learnHostKeys } from '@/lib/store/host-keys';

/**
 * Looks at one host as the editor has it, saved or not. A route and not a server action, because a browser sends
 * actions one after the other and hosts are looked at all at once.
 */
export const POST = route('host:connect', async (request, _context, user): Promise<Response> => {
  const parsed = hostSchema.safeParse(await request.json().catch(() => null));
  if (!parsed.success || parsed.data.address === '') return Response.json({ error: 'invalid-input' }, { status: 400 });
  const check = await look(parsed.data);
  if (check.state === 'ready') {
    const place = placeOfHost(parsed.data);
    await saveFacts(place, check.facts);
    for (const { type, fingerprint } of await learnHostKeys(place, check.hostKeys, user.id)) {
      await audit(user, 'host-key.learn', `host:${place.address}:${place.port}`, { keyType: type, fingerprint });
    }
  }
  return Response.json(check);
});

async function look(host: PlanHost): Promise<HostCheck> {
  try {
    return await checkHost(await targetOf(host));
  } catch (error) {
    const { port, user } = host.ssh;
    return checkOf(error, { name: host.name, address: host.address, port, user });
  }
}
