import path from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': path.resolve(import.meta.dirname) } },
  test: {
    include: ['{app,bench,components,lab,lib,server}/**/*.test.{ts,tsx}'],
    globalSetup: ['lib/store/testing-server.ts'],
    testTimeout: 15_000,
    // The first file to need a database waits for its start.
    hookTimeout: 60_000,
  },
});
