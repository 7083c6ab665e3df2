import { blocking, findingsOf } from '@/lib/plan/findings';
import { type Command, exitCodes } from '../command';
import { findingLines, placed } from '../findings';
import { readFacts, readPlan, withBundle } from '../read-files';

/** What every rule says about a plan: the same findings as in the editor, each with its place in the file. */
const command: Command = {
  arguments: 1,
  options: { json: { type: 'boolean' }, facts: { type: 'string' }, bundle: { type: 'string' } },
  async run(context, [file = ''], options) {
    const { plan, placeOf } = await readPlan(context, file);
    const facts = typeof options.facts === 'string' ? await readFacts(context, options.facts) : {};
    // Without a folder on this machine nothing is known of the bundle, which is a warning, not an error.
    const given =
      typeof options.bundle === 'string' ? await withBundle(context, plan, options.bundle) : { plan, bundle: null };
    const findings = placed(context, findingsOf({ ...given, facts }), placeOf);
    const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
    const counts = { block: count('block'), warn: count('warn'), info: count('info') };
    if (options.json) context.print(JSON.stringify({ plan: plan.name, file, counts, findings }, null, 2));
    else {
      for (const line of findingLines(context, file, findings)) context.print(line);
      context.print(context.translate('cli.check.summary', { plan: plan.name, ...counts }));
    }
    return blocking(findings).length > 0 ? exitCodes.blocked : exitCodes.done;
  },
};
export default command;
