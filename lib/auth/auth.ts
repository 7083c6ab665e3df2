import { hkdfSync } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { nextCookies } from 'better-auth/next-js';
import { log } from '@/lib/log/log';
import { db } from '@/lib/store/db';
import { masterKey } from '@/lib/store/master-key';
import { publicOrigin } from './public-origin';
import { clientAddressHeader } from './request-headers';

/** NIST SP 800-63B-4, 3.1.1.2 asks for 15 for a password alone; sign-in here is rate limited, and 12 can be typed. */
export const minPasswordLength = 12;
export const maxPasswordLength = 128;

const place = globalThis as typeof globalThis & { slipwayAuth?: ReturnType<typeof make> };

/** better-auth on our tables. Made on the first call: building the product must not need a database or a key. */
export function auth() {
  place.slipwayAuth ??= make();
  return place.slipwayAuth;
}

function make() {
  const origin = publicOrigin();
  return betterAuth({
    appName: 'Slipway',
    baseURL: origin ?? { allowedHosts: ['*'], protocol: 'http' },
    secret: Buffer.from(hkdfSync('sha256', masterKey(), '', 'slipway sessions', 32)).toString('base64'),
    database: prismaAdapter(db(), { provider: 'postgresql' }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength, maxPasswordLength },
    user: { additionalFields: { role: { type: 'string', input: false, defaultValue: 'viewer' } } },
    session: { expiresIn: 7 * 24 * 3600, updateAge: 24 * 3600 },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 100,
      customRules: { '/sign-in/email': { window: 60, max: 10 } },
    },
    advanced: {
      cookiePrefix: 'slipway',
      useSecureCookies: origin?.startsWith('https:') ?? false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
    },
    // Everything else that the library would answer on is closed: fewer doors to watch.
    disabledPaths: [
      '/sign-up/email',
      '/sign-in/social',
      '/request-password-reset',
      '/reset-password',
      '/send-verification-email',
      '/verify-email',
      '/change-email',
      '/update-user',
      '/delete-user',
      '/link-social',
      '/unlink-account',
    ],
    telemetry: { enabled: false },
    logger: {
      disableColors: true,
      log: (level, message) => log(level === 'error' ? 'error' : 'debug', 'auth', message),
    },
    plugins: [nextCookies()],
  });
}
