import { defineConfig } from '@playwright/test';
import { browserOptions } from './bench/parts/browser';

/**
 * `console`: the real console with a database of its own and no host; minutes. Each file starts its own, so two of them run at the
 * same time. `lab`: the console against three lab hosts, root and Linux only. Both start the built product themselves
 * (e2e/console.ts), so a build must exist.
 */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: `test-results/${process.env.SLIPWAY_E2E_REPORT ?? 'e2e'}.json` }]],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    actionTimeout: 15_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: browserOptions(),
  },
  projects: [
    { name: 'console', testMatch: /(?<!\.lab)\.spec\.ts$/, timeout: 120_000 },
    // All of them install on the same hosts.
    { name: 'lab', testMatch: /\.lab\.spec\.ts$/, timeout: 15 * 60_000, workers: 1 },
  ],
});
