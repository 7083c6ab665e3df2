import { writeFile } from 'node:fs/promises';
import { importAny } from '@/lib/plan/import/import-any';
import { planToYaml } from '@/lib/plan/plan-yaml';
import { type Command, type CommandContext, exitCodes, reasonOf, UnreadableError } from '../command';
import { readText, unreadable } from '../read-files';

/** A plan out of a file of another program, on stdout; what could not be carried over, and which secrets it held, on stderr. */
const command: Command = {
  arguments: 1,
  options: { json: { type: 'boolean' }, out: { type: 'string' } },
  async run(context, [file = ''], options) {
    const { format, imported, errors } = importAny(await readText(context, file), file);
    if (imported === null) throw unreadable(context, file, errors);
    const { plan, notCarriedOver, secrets } = imported;
    // Never a secret's value: a terminal and a log are no place for it.
    const named = secrets.map(({ name, kind, paths, value }) => ({
      ...{ name, kind, paths },
      ...(kind === 'private-key-path' ? { path: value } : {}),
    }));
    const listed = notCarriedOver.map((each) => ({
      ...each,
      text: context.translate(`plan.import.reasons.${each.reason}`),
    }));
    if (options.json) context.print(JSON.stringify({ format, plan, notCarriedOver: listed, secrets: named }, null, 2));
    else {
      context.tell(
        context.translate('cli.import.understood', {
          format: context.translate(`plan.import.formats.${format}`),
          hosts: plan.hosts.length,
        }),
      );
      for (const { line, path, value, text } of listed) {
        context.tell(`${file}:${line}  ${[path, value].filter((part) => part !== '').join(': ')}  ${text}`);
      }
      for (const { name, kind, paths } of named) {
        context.tell(
          context.translate('cli.import.secret', { name, kind: kind.replaceAll('-', ''), count: paths.length }),
        );
      }
      if (typeof options.out !== 'string') context.print(planToYaml(plan).trimEnd());
    }
    if (typeof options.out === 'string') await write(context, options.out, planToYaml(plan));
    return exitCodes.done;
  },
};
export default command;

async function write(context: CommandContext, path: string, text: string): Promise<void> {
  try {
    await writeFile(context.resolve(path), text);
  } catch (error) {
    throw new UnreadableError(context.translate('cli.noFolder', { path, reason: reasonOf(error) }));
  }
}
