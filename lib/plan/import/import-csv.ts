import { type DocumentError, excerpt } from '../document-error';
import { looksNumeric } from '../ipv4';
import { parseHostLines } from '../parse-host-lines';
import { textLimits } from '../read-yaml';
import { hostSchema, type PlanHost, planSchema, planSchemaVersion } from '../schema';
import type { ImportResult, NotCarriedOver } from './imported';
import { type Cell, readCsv } from './read-csv';
import { roleOfWord } from './role-words';
import { SecretList } from './secret-list';
import { shownValue } from './shown-value';

/** Names of columns, in lower case and without blanks, hyphens and underscores. */
const columns = {
  name: ['name', 'host', 'hostname', 'node', 'nodename', '主机', '主机名', '名称', '节点'],
  address: ['address', 'ip', 'ipaddress', 'sshaddress', 'publicip', '地址', 'ip地址'],
  internalAddress: ['internaladdress', 'internalip', 'privateip', 'intranetip', '内网地址', '内网ip'],
  user: ['user', 'username', 'sshuser', 'login', '用户', '用户名'],
  port: ['port', 'sshport', '端口', 'ssh端口'],
  password: ['password', 'sshpassword', 'pass', '密码'],
  keyPath: ['key', 'keypath', 'keyfile', 'privatekey', 'privatekeyfile', 'identityfile', 'sshkeypath', '私钥'],
  sudoPassword: ['sudopassword', 'becomepassword', 'sudo密码'],
  roles: ['role', 'roles', 'group', 'groups', '角色'],
  domain: ['domain', 'failuredomain', 'rack', 'zone', '故障域', '机架'],
} as const;
type Column = keyof typeof columns;

/** Which column a first row's cell names; undefined for another one. */
export function columnOf(title: string): Column | undefined {
  const plain = title.toLowerCase().replace(/[\s_-]/g, '');
  return (Object.keys(columns) as Column[]).find((column) => (columns[column] as readonly string[]).includes(plain));
}

/** Whether a row names columns rather than a host. */
export function isTitleRow(cells: readonly string[]): boolean {
  const named = cells.map(columnOf);
  return (named.includes('address') || named.includes('name')) && !cells.some(looksNumeric);
}

/** A plan out of a list of hosts: a CSV whose first row names its columns, or lines of a name and an address. */
export function importCsv(text: string, name = 'imported'): ImportResult {
  const { rows, errors } = readCsv(text);
  if (errors.length > 0) return { imported: null, errors };
  const [titles, ...records] = rows;
  if (rows.length > textLimits.items) {
    const whole = { line: 1, column: 1, path: '' };
    return { imported: null, errors: [{ code: 'tooMany', ...whole, found: rows.length, needed: textLimits.items }] };
  }
  if (!titles || !isTitleRow(titles.map((cell) => cell.text))) return fromLines(text, name);
  return new CsvImport(titles, records, name).result();
}

function fromLines(text: string, name: string): ImportResult {
  const parsed = parseHostLines(text);
  if (parsed.errors.length > 0) {
    const errors = parsed.errors.map(
      ({ line, column, values }): DocumentError => ({
        ...{ code: 'hostLine', path: '', needed: '' },
        ...{ line, column, found: excerpt(values.found) },
      }),
    );
    return { imported: null, errors };
  }
  if (parsed.hosts.length === 0) return { imported: null, errors: [noHosts] };
  const hosts = parsed.hosts.map(({ name: host, address, user, port }) =>
    hostSchema.parse({ name: host, address, ssh: { user, port } }),
  );
  return { imported: { plan: planOf(name, hosts), notCarriedOver: [], secrets: [] }, errors: [] };
}

const noHosts: DocumentError = { code: 'noHosts', line: 1, column: 1, path: '', found: '', needed: '' };

function planOf(name: string, hosts: PlanHost[]) {
  const domains = [...new Set(hosts.map(({ failureDomain }) => failureDomain))].filter((domain) => domain !== '');
  return planSchema.parse({
    schemaVersion: planSchemaVersion,
    name,
    domains: domains.map((domain) => ({ name: domain })),
    hosts,
    entry: { api: { kind: 'host' }, application: { kind: 'none' } },
  });
}

class CsvImport {
  private readonly errors: DocumentError[] = [];
  private readonly notes: NotCarriedOver[] = [];
  private readonly secrets = new SecretList();

  constructor(
    private readonly titles: Cell[],
    private readonly records: Cell[][],
    private readonly name: string,
  ) {}

  result(): ImportResult {
    for (const [at, title] of this.titles.entries()) {
      if (columnOf(title.text)) continue;
      const value = this.records.map((record) => record[at]?.text ?? '').find((text) => text !== '') ?? '';
      if (value) this.list(title, title.text, shownValue(value, title.text), 'unknownField');
    }
    const hosts = this.records.flatMap((record) => this.host(record));
    if (hosts.length === 0 && this.errors.length === 0) this.errors.push(noHosts);
    if (this.errors.length > 0) return { imported: null, errors: this.errors };
    const secrets = this.secrets.of(this.name);
    return { imported: { plan: planOf(this.name, hosts), notCarriedOver: this.notes, secrets }, errors: [] };
  }

  private host(record: Cell[]): PlanHost[] {
    const [start] = record;
    if (!start) return [];
    if (record.length !== this.titles.length) {
      this.say('columnCount', start, '', record.length, this.titles.length);
      return [];
    }
    const index = this.records.indexOf(record);
    const cell = (column: Column) => record[this.titles.findIndex(({ text }) => columnOf(text) === column)];
    const value = (column: Column) => cell(column)?.text ?? '';
    const name = value('name') || `node-${index + 1}`;
    const address = value('address') || value('name');
    if (!address) this.say('missing', cell('address') ?? start, 'address', '', 'text');
    const port = this.port(cell('port'));
    const user = value('user') || 'root';
    const path = `hosts.${index}.ssh.credential`;
    const [password, keyPath, sudoPassword] = [value('password'), value('keyPath'), value('sudoPassword')];
    if (keyPath) this.secrets.add({ kind: 'private-key-path', value: keyPath, sudoPassword }, user, name, path);
    else if (password) this.secrets.add({ kind: 'password', value: password, sudoPassword }, user, name, path);
    else if (sudoPassword) this.list(start, 'sudo password', shownValue(sudoPassword, 'password'), 'becomeAlone');
    if (this.errors.length > 0) return [];
    const internal = value('internalAddress');
    return [
      hostSchema.parse({
        name,
        address,
        internalAddress: internal === address ? '' : internal,
        ssh: { user, port },
        failureDomain: value('domain'),
        roles: this.roles(cell('roles')),
      }),
    ];
  }

  private roles(cell: Cell | undefined): PlanHost['roles'] {
    const words = cell?.text.split(/[\s,;|+/、，]+/).filter((word) => word !== '') ?? [];
    const roles = words.flatMap((word) => {
      const role = roleOfWord(word);
      if (!role && cell) this.list(cell, 'roles', word, 'unknownRole');
      return role ? [role] : [];
    });
    return [...new Set(roles)];
  }

  private port(cell: Cell | undefined): number | undefined {
    if (!cell || cell.text === '') return undefined;
    if (!/^\d+$/.test(cell.text)) this.say('wrongType', cell, 'port', excerpt(cell.text), 'integer');
    else if (Number(cell.text) < 1) this.say('tooSmall', cell, 'port', cell.text, 1);
    else if (Number(cell.text) > 65535) this.say('tooBig', cell, 'port', cell.text, 65535);
    return Number(cell.text);
  }

  private say(code: DocumentError['code'], at: Cell, path: string, found: string | number, needed: string | number) {
    this.errors.push({ code, line: at.line, column: at.column, path, found, needed });
  }

  private list(at: Cell, path: string, value: string, reason: NotCarriedOver['reason']) {
    this.notes.push({ path, line: at.line, value, reason });
  }
}
