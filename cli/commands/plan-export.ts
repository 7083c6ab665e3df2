import { exportText, textFormats } from '@/lib/plan/export/export-text';
import { type Command, exitCodes, UnreadableError } from '../command';
import { readPlan } from '../read-files';

/** A plan for another program, on stdout, with what it can't say in the comment above. */
const command: Command = {
  arguments: 1,
  options: { format: { type: 'string' } },
  async run(context, [file = ''], options) {
    const format = textFormats.find((each) => each === options.format);
    if (!format) {
      const values = { option: '--format', found: String(options.format ?? ''), needed: textFormats.join(', ') };
      throw new UnreadableError(context.translate('cli.optionValue', values));
    }
    const { plan } = await readPlan(context, file);
    context.print(exportText(plan, format, (key, values) => context.translate(`plan.export.${key}`, values)).trimEnd());
    return exitCodes.done;
  },
};
export default command;
