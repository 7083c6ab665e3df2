import { matchesWildcards } from '@/lib/text/wildcards';
import { labelProblem } from '../host-name';
import { mostHops, type PlanHop, planSchema, planSchemaVersion } from '../schema';
import type { ImportReason, ImportResult, NotCarriedOver } from './imported';
import { parseJumps } from './parse-jumps';
import { SecretList } from './secret-list';
import { shownValue } from './shown-value';

type Option = { name: string; value: string; line: number };
type Block = { patterns: string[]; options: Option[] };

/** What a plan has a place for; all others are listed. */
const known = new Set(['hostname', 'user', 'port', 'identityfile', 'proxyjump']);
/** How ssh draws, forwards and keeps alive: Slipway decides that by itself. */
const without = new Set([
  'serveraliveinterval',
  'serveralivecountmax',
  'compression',
  'loglevel',
  'tcpkeepalive',
  'hashknownhosts',
]);
const mostJumps = 32;

/**
 * A plan out of an OpenSSH client configuration (ssh_config(5)): a host for each name that is no pattern. As ssh does, the
 * first value of an option counts, and blocks with patterns give theirs to every name that they match.
 */
export function importSshConfig(text: string, name = 'imported'): ImportResult {
  const { blocks, notes } = readBlocks(text);
  const names = [...new Set(blocks.flatMap(({ patterns }) => patterns.filter((each) => !/[*?!]/.test(each))))];
  if (names.length === 0) {
    const error = { code: 'noHosts', line: 1, column: 1, path: '', found: '', needed: '' } as const;
    return { imported: null, errors: [error] };
  }
  const secrets = new SecretList();
  const used = new Set<string>();
  const hosts = names.map((alias, index) => {
    const options = optionsOf(blocks, alias);
    const user = options.get('user')?.value ?? 'root';
    addKey(secrets, options, user, alias, `hosts.${index}.ssh.credential`);
    const via = hopsOf(blocks, options, secrets, index, notes);
    return {
      name: freeLabel(alias, index, used),
      address: addressOf(options, alias),
      ssh: { user, port: portOf(options, notes), ...(via.length > 0 ? { via } : {}) },
    };
  });
  const plan = planSchema.parse({
    schemaVersion: planSchemaVersion,
    name,
    hosts,
    entry: { api: { kind: 'host' }, application: { kind: 'none' } },
  });
  return {
    imported: { plan, notCarriedOver: notes.sort((a, b) => a.line - b.line), secrets: secrets.of(name) },
    errors: [],
  };
}

function readBlocks(text: string): { blocks: Block[]; notes: NotCarriedOver[] } {
  const notes: NotCarriedOver[] = [];
  const note = (path: string, line: number, value: string, reason: ImportReason) =>
    notes.push({ path, line, value: shownValue(value, path), reason });
  // What stands before the first Host counts for all.
  let block: Block | null = { patterns: ['*'], options: [] };
  const blocks: Block[] = [block];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = index + 1;
    const match = /^\s*([A-Za-z]\w*)(?:\s*=\s*|\s+)(.*?)\s*$/.exec(raw);
    if (!match || raw.trim().startsWith('#')) continue;
    const [, keyword = '', rest = ''] = match;
    const option = keyword.toLowerCase();
    const value = rest.replace(/^"(.*)"$/, '$1');
    if (option === 'host') {
      block = { patterns: rest.split(/\s+/).map((each) => each.replace(/^"(.*)"$/, '$1')), options: [] };
      blocks.push(block);
    } else if (option === 'match') {
      note('Match', line, value, 'sshMatch');
      block = null;
    } else if (option === 'include') note('Include', line, value, 'sshInclude');
    // What stands under Match counts only where ssh says so; it is listed as a whole.
    else if (block && known.has(option)) block.options.push({ name: option, value, line });
    else if (block && !without.has(option)) note(keyword, line, value, 'noPlace');
  }
  return { blocks, notes };
}

function optionsOf(blocks: readonly Block[], alias: string): Map<string, Option> {
  const found = new Map<string, Option>();
  for (const { patterns, options } of blocks) {
    const denied = patterns.some((pattern) => pattern.startsWith('!') && like(pattern.slice(1), alias));
    if (denied || !patterns.some((pattern) => like(pattern, alias))) continue;
    for (const option of options) if (!found.has(option.name)) found.set(option.name, option);
  }
  return found;
}

function addressOf(options: Map<string, Option>, alias: string): string {
  return (options.get('hostname')?.value ?? alias).replaceAll('%h', alias);
}

function portOf(options: Map<string, Option>, notes: NotCarriedOver[]): number {
  const option = options.get('port');
  const port = Number(option?.value ?? 22);
  if (Number.isInteger(port) && port >= 1 && port <= 65535) return port;
  if (option && !notes.some(({ line }) => line === option.line))
    notes.push({ path: 'Port', line: option.line, value: shownValue(option.value), reason: 'unusable' });
  return 22;
}

function addKey(secrets: SecretList, options: Map<string, Option>, user: string, subject: string, path: string): void {
  const file = options.get('identityfile')?.value;
  if (file && file !== 'none') secrets.add({ kind: 'private-key-path', value: file }, user, subject, path);
}

/** A jump host may be a name of this file, with jumps of its own: they come before it. */
function hopsOf(
  blocks: readonly Block[],
  own: Map<string, Option>,
  secrets: SecretList,
  host: number,
  notes: NotCarriedOver[],
): PlanHop[] {
  let budget = mostJumps;
  const resolve = (
    options: Map<string, Option>,
  ): { hop: PlanHop; options: Map<string, Option>; alias: string }[] | null => {
    const jump = options.get('proxyjump');
    if (!jump) return [];
    const given = parseJumps(jump.value, '');
    if (given === null || --budget < 0) return null;
    const all = given.map((each, position) => {
      const named = optionsOf(blocks, each.address);
      // ssh gives jumps of its own only to the first of a list.
      const before = position === 0 ? resolve(named) : [];
      const explicitPort = new RegExp(`${each.address.replaceAll('.', '\\.')}:\\d+`).test(jump.value);
      const hop = {
        ...each,
        address: addressOf(named, each.address),
        user: each.user || (named.get('user')?.value ?? 'root'),
        port: explicitPort ? each.port : portOf(named, notes),
      };
      return before && [...before, { hop, options: named, alias: each.address }];
    });
    return all.every((each) => each !== null) ? all.flat() : null;
  };
  const hops = resolve(own);
  if (hops === null || hops.length > mostHops) {
    const jump = own.get('proxyjump');
    if (jump && !notes.some(({ line }) => line === jump.line))
      notes.push({ path: 'ProxyJump', line: jump.line, value: shownValue(jump.value), reason: 'unusable' });
    return [];
  }
  return hops.map(({ hop, options, alias }, index) => {
    addKey(secrets, options, hop.user, alias, `hosts.${host}.ssh.via.${index}.credential`);
    return hop;
  });
}

/** The alias as a node's name where it can be one. */
function freeLabel(alias: string, index: number, used: Set<string>): string {
  const label = (alias.split('.')[0] ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const plain = labelProblem(label) ? `node-${index + 1}` : label;
  const free = used.has(plain) ? `${plain}-${index + 1}` : plain;
  used.add(free);
  return free;
}

/** ssh's patterns have `*` and `?` only. */
function like(pattern: string, name: string): boolean {
  return pattern.split('*').length <= 8 && matchesWildcards(pattern.toLowerCase(), name.toLowerCase());
}
