import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { emptyBundle } from '@/lib/plan/bundle-index';
import { blocking, findingsOf } from '@/lib/plan/findings';
import { compile } from '@/lib/runbook/compile';
import { CompileError } from '@/lib/runbook/compile-error';
import { exportFolders } from '@/lib/runbook/export-folders';
import { runbookSha256 } from '@/lib/runbook/sha256';
import { type Command, type CommandContext, exitCodes, reasonOf, UnreadableError } from '../command';
import { findingLines, placed } from '../findings';
import { readFacts, readPlan, withBundle } from '../read-files';

/** Nobody signs in for this: a plan without credentials gives the same files, with placeholders for secrets. */
const loginRules = ['plan.ssh.credential', 'plan.ssh.hop', 'plan.service.credential'];

/** Writes every file and script of an install, a folder per host: what the console's Review shows, in the same order. */
const command: Command = {
  arguments: 1,
  options: {
    facts: { type: 'string' },
    out: { type: 'string' },
    bundle: { type: 'string' },
    'plan-id': { type: 'string' },
  },
  async run(context, [file = ''], options) {
    const { facts: factsFile, out } = options;
    if (typeof factsFile !== 'string') throw missing(context, '--facts');
    if (typeof out !== 'string') throw missing(context, '--out');
    const read = await readPlan(context, file);
    const facts = await readFacts(context, factsFile);
    const planned = read.plan.artifacts.kind === 'bundle' ? read.plan.artifacts.folder : '';
    const folder = typeof options.bundle === 'string' ? options.bundle : planned;
    // Nothing of such a plan comes from a bundle, unless somebody brings one.
    const online = read.plan.artifacts.kind === 'online' && folder === '';
    if (folder === '' && !online) throw missing(context, '--bundle');
    const target = await emptyFolder(context, out);

    const { plan, bundle } = online ? { plan: read.plan, bundle: null } : await withBundle(context, read.plan, folder);
    const index = online ? emptyBundle : bundle?.index;
    const findings = findingsOf({ plan, facts, bundle }).filter(({ id }) => !loginRules.includes(id));
    const blocked = placed(context, blocking(findings), read.placeOf);
    if (blocked.length > 0 || !index) {
      for (const line of findingLines(context, file, blocked)) context.tell(line);
      context.tell(context.translate('cli.runbook.blocked', { count: blocked.length }));
      return exitCodes.blocked;
    }
    try {
      // The console's Review marks hosts with the stored plan's id; a file has none.
      const planId = typeof options['plan-id'] === 'string' ? options['plan-id'] : '';
      const runbook = compile(plan, facts, index, planId);
      const files = exportFolders(runbook);
      await write(target, files);
      const sha256 = runbookSha256(runbook);
      context.print(
        context.translate('cli.runbook.written', {
          files: files.length,
          hosts: runbook.hosts.length,
          folder: out,
          sha256,
        }),
      );
      return exitCodes.done;
    } catch (error) {
      if (!(error instanceof CompileError)) throw error;
      context.tell(context.translate(`runbook.errors.${error.code}`, error.values));
      return exitCodes.blocked;
    }
  },
};
export default command;

function missing(context: CommandContext, option: string): UnreadableError {
  return new UnreadableError(context.translate('cli.optionMissing', { option }));
}

/** Files of another time would stand among the new ones and look like part of them. */
async function emptyFolder(context: CommandContext, folder: string): Promise<string> {
  const target = context.resolve(folder);
  try {
    await mkdir(target, { recursive: true });
    const found = (await readdir(target)).length;
    if (found === 0) return target;
    throw new UnreadableError(context.translate('cli.runbook.notEmpty', { folder, found }));
  } catch (error) {
    if (error instanceof UnreadableError) throw error;
    throw new UnreadableError(context.translate('cli.noFolder', { path: folder, reason: reasonOf(error) }));
  }
}

async function write(target: string, files: { path: string; content: string }[]): Promise<void> {
  for (const { path: name, content } of files) {
    const file = path.join(target, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
    // Scripts that are files of a step are run by it, under their place on the host.
    if (name.endsWith('.sh') && !name.includes('/files/')) await chmod(file, 0o755);
  }
}
