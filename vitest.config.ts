import path from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';

const folders = '{app,bench,cli,components,docs,lab,lib,server}/**';
/** Set by `./slipway test lab`, which has booted a host: only the tests that need one run then, and nowhere else. */
const onLab = process.env.SLIPWAY_LAB === '1';

export default defineConfig({
  resolve: { alias: { '@': path.resolve(import.meta.dirname) } },
  test: {
    include: [`${folders}/*${onLab ? '.lab' : ''}.test.{ts,tsx}`],
    exclude: onLab ? configDefaults.exclude : [...configDefaults.exclude, '**/*.lab.test.ts'],
    globalSetup: onLab ? [] : ['lib/store/testing-server.ts'],
    // On the lab all files share one host and break its network in turn.
    fileParallelism: !onLab,
    testTimeout: 15_000,
    // The first file to need a database waits for its start.
    hookTimeout: 60_000,
  },
});
