import { readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createTranslator } from 'next-intl';
import { readMessages } from '@/lib/i18n/messages';
import { type Command, type CommandContext, exitCodes, type Translate, UnreadableError } from './command';
import { languageOf } from './language';
import { askHidden, interrupted, screenOf } from './terminal';

/** Words of the call that name a file of `commands/`, and the rest. */
function commandOf(words: string[]): { name: string; rest: string[] } | null {
  const files = readdirSync(path.join(import.meta.dirname, 'commands'));
  const names = files.flatMap((file) => /^([a-z-]+)\.ts$/.exec(file)?.[1] ?? []);
  for (const count of [2, 1]) {
    const name = words.slice(0, count).join('-');
    if (words.length >= count && names.includes(name)) return { name, rest: words.slice(count) };
  }
  return null;
}

async function main(words: string[]): Promise<number> {
  const asked = /^--lang=(.*)$/.exec(words.find((word) => word.startsWith('--lang=')) ?? '')?.[1];
  const after = words.indexOf('--lang');
  const wanted = asked ?? (after < 0 ? undefined : words[after + 1]);
  const language = languageOf(wanted, process.env);
  const messages = await readMessages(language ?? 'en');
  // The keys are typed from all catalogues; commands put them together.
  const translator = createTranslator({ locale: language ?? 'en', messages, timeZone: 'UTC' });
  const translate = translator as unknown as Translate;
  const context: CommandContext = {
    language: language ?? 'en',
    translate,
    hasText: (key) => translator.has(key as never),
    resolve: (file) => path.resolve(process.env.SLIPWAY_CALLED_FROM || process.cwd(), file),
    print: (text) => process.stdout.write(`${text}\n`),
    tell: (text) => process.stderr.write(`${text}\n`),
    colour: process.stdout.isTTY === true && !process.env.NO_COLOR,
    environment: process.env,
    screen: screenOf(process.stderr, process.env),
    ask: askHidden,
    interrupted,
  };
  const found = commandOf(words);
  const json = words.includes('--json');
  try {
    if (language === null) {
      const values = { option: '--lang', found: String(wanted), needed: 'en, zh' };
      throw new UnreadableError(translate('cli.optionValue', values));
    }
    if (!found) throw new UnreadableError(translate('cli.noCommand', { words: words.slice(0, 2).join(' ') }));
    const { default: command } = (await import(`./commands/${found.name}.ts`)) as { default: Command };
    const { values, positionals } = parsed(found.rest, command, translate);
    if (values.help) {
      context.print(translate(`cli.usage.${found.name}`));
      return exitCodes.done;
    }
    if (positionals.length !== command.arguments) {
      const usage = translate(`cli.usage.${found.name}`);
      throw new UnreadableError(
        `${translate('cli.argumentCount', { found: positionals.length, needed: command.arguments })}\n${usage}`,
      );
    }
    return await command.run(context, positionals, values);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    const details = error.details.length > 0 ? error.details : [{ text: error.text }];
    if (json) context.print(JSON.stringify({ errors: details }, null, 2));
    else context.tell(error.text);
    return exitCodes.unreadable;
  }
}

function parsed(rest: string[], command: Command, translate: Translate) {
  const options = { ...command.options, lang: { type: 'string' }, help: { type: 'boolean' } } as const;
  try {
    return parseArgs({ args: rest, options, allowPositionals: true });
  } catch (error) {
    // Node's own text, in English, names the option.
    throw new UnreadableError(translate('cli.badCall', { reason: (error as Error).message }));
  }
}

// `slipway plan check … | head` closes the pipe early, which is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
// Not process.exit: a pipe may still be taking what was printed.
process.exitCode = await main(process.argv.slice(2));
// A host that has gone silent keeps its connection open for a while; nobody waits for that.
const leave = setInterval(() => {
  if (process.stdout.writableLength === 0 && process.stderr.writableLength === 0) process.exit();
}, 500);
leave.unref();
