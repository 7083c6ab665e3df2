import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { createTranslator } from 'next-intl';
import { readMessages } from '@/lib/i18n/messages';
import type { CommandContext, Translate } from './command';

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

/** What a command gets, in a folder; what it says goes nowhere. */
export async function testContext(folder: string): Promise<CommandContext> {
  const translator = createTranslator({ locale: 'en', messages: await readMessages('en'), timeZone: 'UTC' });
  return {
    language: 'en',
    translate: translator as unknown as Translate,
    hasText: (key) => translator.has(key as never),
    resolve: (file) => path.resolve(folder, file),
    print: () => {},
    tell: () => {},
    colour: false,
    environment: {},
    screen: null,
    ask: async () => null,
    interrupted: () => new AbortController().signal,
  };
}
