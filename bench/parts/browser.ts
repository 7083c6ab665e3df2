import { existsSync } from 'node:fs';
import type { LaunchOptions } from '@playwright/test';

/** Chromium as the tests start it: the system's, without the background traffic that a closed network refuses. */
export function browserOptions(): LaunchOptions {
  const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));
  return {
    executablePath: process.env.CHROMIUM_PATH ?? known,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  };
}
