import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Messages } from 'next-intl';
import type { Language } from './languages';

const read = new Map<Language, Promise<Messages>>();

/** All of `messages/<language>/`, a namespace per file. Read once in production, each time in development. */
export function readMessages(language: Language): Promise<Messages> {
  const ready = read.get(language);
  if (ready && process.env.NODE_ENV === 'production') return ready;
  const reading = readNamespaces(path.join(process.cwd(), 'messages', language));
  read.set(language, reading);
  return reading;
}

async function readNamespaces(folder: string): Promise<Messages> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const entries = files.map(async (name) => [
    path.basename(name, '.json'),
    JSON.parse(await readFile(path.join(folder, name), 'utf8')),
  ]);
  return Object.fromEntries(await Promise.all(entries)) as Messages;
}
