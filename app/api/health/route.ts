/** For a load balancer or a supervisor: the process answers. Says nothing else, to anybody. */
export const dynamic = 'force-dynamic';

export function GET(): Response {
  return new Response('ok\n', { headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' } });
}
