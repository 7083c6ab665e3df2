import { createServer, type Server } from 'node:http';
import next from 'next';
import { askedPathHeader, clientAddressHeader } from '@/lib/auth/request-headers';
import { askedPath } from './asked-path';
import { clientAddress } from './client-address';
import type { Environment } from './environment';
import { setSecurityHeaders } from './security-headers';

export type Pages = { server: Server; close: () => Promise<void> };

/** Next.js behind an HTTP server of ours, which socket.io shares. Doesn't listen yet. */
export async function preparePages(environment: Environment, development: boolean): Promise<Pages> {
  const server = createServer();
  const app = next({
    dev: development,
    dir: process.cwd(),
    hostname: environment.SLIPWAY_HOST,
    port: environment.SLIPWAY_PORT,
    httpServer: server,
  });
  await app.prepare();
  const handle = app.getRequestHandler();
  server.on('request', (request, response) => {
    setSecurityHeaders(request, response, development);
    request.headers[clientAddressHeader] = clientAddress(request, environment.SLIPWAY_PROXIES);
    request.headers[askedPathHeader] = askedPath(request.url);
    void handle(request, response);
  });
  return { server, close: () => app.close() };
}
