import { spawnSync } from 'node:child_process';
import path from 'node:path';

export type Called = { code: number | null; stdout: string; stderr: string };

/** Runs the real `./slipway` as a person would, in a folder of theirs. */
export function slipway(folder: string, words: string[], environment: Record<string, string> = {}): Called {
  const { status, stdout, stderr } = spawnSync(path.resolve('slipway'), words, {
    cwd: folder,
    timeout: 60_000,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      LANG: 'en_US.UTF-8',
      NODE_ENV: 'production',
      ...environment,
    },
  });
  return { code: status, stdout, stderr };
}
