import type { DocumentError } from '../document-error';
import { textLimits } from '../read-yaml';
import { mostHops, type PlanHop, type PlanHost, planSchema, planSchemaVersion } from '../schema';
import type { ImportReason, ImportResult, NotCarriedOver } from './imported';
import { type Inventory, membersOf, type Variable, variablesOf } from './inventory';
import { parseJumps } from './parse-jumps';
import { readIniInventory } from './read-ini-inventory';
import { readYamlInventory } from './read-yaml-inventory';
import { roleOfWord } from './role-words';
import { SecretList } from './secret-list';
import { shownValue } from './shown-value';

/** Names of variables that mean the same, the one that counts first. */
const meanings = {
  address: ['ansible_host', 'ansible_ssh_host'],
  port: ['ansible_port', 'ansible_ssh_port'],
  user: ['ansible_user', 'ansible_ssh_user'],
  password: ['ansible_password', 'ansible_ssh_pass', 'ansible_ssh_password'],
  keyPath: ['ansible_ssh_private_key_file', 'ansible_private_key_file'],
  sudoPassword: ['ansible_become_password', 'ansible_become_pass', 'ansible_sudo_pass'],
  internalAddress: ['access_ip', 'ip', 'internal_ip', 'private_ip', 'internal_address'],
  domain: ['failure_domain', 'topology_zone', 'zone', 'rack'],
  jump: ['ansible_ssh_common_args'],
  // kubespray's, of the whole cluster
  version: ['kube_version'],
  podCidr: ['kube_pods_subnet'],
  serviceCidr: ['kube_service_addresses'],
  cni: ['kube_network_plugin'],
  mask: ['kube_network_node_prefix'],
  clusterDomain: ['dns_domain', 'cluster_name'],
} as const;
type Meaning = keyof typeof meanings;

/** What Slipway does anyway: sudo for a user who isn't root. */
const understood = ['ansible_become', 'ansible_become_method', 'ansible_become_user', 'ansible_connection'];
const known: ReadonlySet<string> = new Set(Object.values(meanings).flat());

/** Groups that only hold others. */
const structure = ['all', 'ungrouped', 'k8s_cluster', 'k8s-cluster', 'kubernetes', 'cluster', 'bastion'];

/** A plan out of an Ansible inventory, INI or YAML: hosts, how to reach them, and roles by the names of groups. */
export function importAnsible(text: string, name = 'imported', form: 'ini' | 'yaml' = 'ini'): ImportResult {
  const { inventory, errors } = form === 'yaml' ? readYamlInventory(text) : readIniInventory(text);
  if (errors.length > 0) return { imported: null, errors };
  const found = inventory.hosts.size;
  if (found > textLimits.items) {
    const error = { code: 'tooMany', line: 1, column: 1, path: '', found, needed: textLimits.items } as const;
    return { imported: null, errors: [error] };
  }
  return new AnsibleImport(inventory, name).result();
}

class AnsibleImport {
  private readonly errors: DocumentError[] = [];
  private readonly notes: NotCarriedOver[] = [];
  private readonly secrets = new SecretList();

  constructor(
    private readonly inventory: Inventory,
    private readonly name: string,
  ) {}

  result(): ImportResult {
    const bastionHost = this.bastionHost();
    const names = [...this.inventory.hosts.keys()].filter((host) => host !== bastionHost);
    const jump = bastionHost === undefined ? undefined : this.jumpThrough(bastionHost, names);
    const hosts = names.map((host, index) => this.host(host, index, jump));
    if (hosts.length === 0) this.say('noHosts', { line: 1, column: 1 }, '', '');
    const kubernetes = this.kubernetes(names);
    this.listTheRest();
    if (this.errors.length > 0) return { imported: null, errors: this.errors };
    const domains = [...new Set(hosts.map(({ failureDomain }) => failureDomain))].filter((domain) => domain !== '');
    const plan = planSchema.parse({
      schemaVersion: planSchemaVersion,
      name: this.name,
      domains: domains.map((domain) => ({ name: domain })),
      hosts,
      entry: { api: { kind: 'host' }, application: { kind: 'none' } },
      kubernetes,
    });
    const notCarriedOver = this.notes.sort((a, b) => a.line - b.line);
    return { imported: { plan, notCarriedOver, secrets: this.secrets.of(this.name) }, errors: [] };
  }

  private host(name: string, index: number, jump: PlanHop[] | undefined) {
    const variables = variablesOf(this.inventory, name);
    const value = (meaning: Meaning) => this.value(variables, meaning);
    const address = value('address') || name;
    const internal = value('internalAddress');
    const user = value('user') || 'root';
    this.addLogin(variables, user, name, `hosts.${index}.ssh.credential`);
    const ownJump = this.jumpOf(variables, index);
    const via = ownJump ?? jump;
    return {
      name,
      address,
      internalAddress: internal === address ? '' : internal,
      ssh: { user, port: this.number(variables, 'port', 1, 65535), ...(via ? { via } : {}) },
      failureDomain: value('domain'),
      roles: this.rolesOf(name),
    };
  }

  private rolesOf(host: string): PlanHost['roles'] {
    const roles = [...this.inventory.groups.keys()].flatMap((group) => {
      const role = structure.includes(group) ? undefined : roleOfWord(group);
      return role && membersOf(this.inventory, group).has(host) ? [role] : [];
    });
    return [...new Set(roles)];
  }

  /** kubespray's group of one host that is no node: everybody is reached through it. */
  private bastionHost(): string | undefined {
    const [only, ...more] = membersOf(this.inventory, 'bastion');
    return only !== undefined && more.length === 0 && this.rolesOf(only).length === 0 ? only : undefined;
  }

  private jumpThrough(bastion: string, hosts: string[]): PlanHop[] {
    const variables = variablesOf(this.inventory, bastion);
    const user = this.value(variables, 'user') || 'root';
    const address = this.value(variables, 'address') || bastion;
    hosts.forEach((_, index) => {
      this.addLogin(variables, user, address, `hosts.${index}.ssh.via.0.credential`);
    });
    return [{ address, user, port: this.number(variables, 'port', 1, 65535) ?? 22, credential: '' }];
  }

  /** `-J user@host:port,…` or `-o ProxyJump=user@host:port,…`, and nothing else in these arguments. */
  private jumpOf(variables: Map<string, Variable>, index: number): PlanHop[] | undefined {
    const variable = this.variable(variables, 'jump');
    if (!variable) return undefined;
    const given = /^\s*(?:-J\s*|-o\s*"?ProxyJump[= ])([^\s"]+)"?\s*$/.exec(variable.value)?.[1];
    const hops = given === undefined ? null : parseJumps(given, this.value(variables, 'user') || 'root');
    if (hops === null || hops.length > mostHops) {
      this.list(variable, 'noPlace');
      return undefined;
    }
    hops.forEach(({ user, address }, hop) => {
      this.addLogin(variables, user, address, `hosts.${index}.ssh.via.${hop}.credential`);
    });
    return hops;
  }

  private addLogin(variables: Map<string, Variable>, user: string, subject: string, path: string): void {
    const password = this.value(variables, 'password');
    const keyPath = this.value(variables, 'keyPath');
    const sudoPassword = this.value(variables, 'sudoPassword');
    if (keyPath) this.secrets.add({ kind: 'private-key-path', value: keyPath, sudoPassword }, user, subject, path);
    else if (password) this.secrets.add({ kind: 'password', value: password, sudoPassword }, user, subject, path);
    const sudo = this.variable(variables, 'sudoPassword');
    if (sudo && sudoPassword && !keyPath && !password) this.list(sudo, 'becomeAlone');
  }

  private kubernetes(hosts: string[]): object {
    const first = hosts[0];
    const variables = first === undefined ? new Map<string, Variable>() : variablesOf(this.inventory, first);
    const version = this.value(variables, 'version');
    const cni = this.value(variables, 'cni');
    const plugin = this.variable(variables, 'cni');
    if (plugin && cni && !['flannel', 'calico', 'cilium'].includes(cni)) this.list(plugin, 'otherCni');
    const optional = (name: string, value: unknown) => (value === '' || value === undefined ? {} : { [name]: value });
    return {
      ...optional('version', version && `v${version.replace(/^v/, '')}`),
      ...optional('cni', ['flannel', 'calico', 'cilium'].includes(cni) ? cni : ''),
      ...optional('podCidr', this.value(variables, 'podCidr')),
      ...optional('serviceCidr', this.value(variables, 'serviceCidr')),
      ...optional('clusterDomain', this.value(variables, 'clusterDomain')),
      ...optional('nodeCidrMaskSize', this.number(variables, 'mask', 16, 30)),
    };
  }

  /** Groups that are no role, variables that mean nothing here, and values that only Ansible could work out. */
  private listTheRest(): void {
    for (const group of this.inventory.groups.values()) {
      const members = membersOf(this.inventory, group.name);
      const meansNothing = !structure.includes(group.name) && roleOfWord(group.name) === undefined;
      if (meansNothing && members.size > 0) {
        const value = shownValue([...members].join(', '));
        this.notes.push({ path: group.name, line: group.line, value, reason: 'unknownGroup' });
      }
      for (const variable of group.variables) this.listUnread(variable);
    }
    for (const variables of this.inventory.hosts.values()) for (const variable of variables) this.listUnread(variable);
  }

  private listUnread(variable: Variable): void {
    const reason = unreadable(variable.value);
    if (reason) this.list(variable, reason);
    else if (!known.has(variable.name) && !understood.includes(variable.name) && variable.value !== '') {
      this.list(variable, variable.name.startsWith('ansible_') ? 'noPlace' : 'unknownField');
    }
  }

  private variable(variables: Map<string, Variable>, meaning: Meaning): Variable | undefined {
    return meanings[meaning].flatMap((name) => variables.get(name) ?? [])[0];
  }

  private value(variables: Map<string, Variable>, meaning: Meaning): string {
    const variable = this.variable(variables, meaning);
    return variable && !unreadable(variable.value) ? variable.value.trim() : '';
  }

  private number(variables: Map<string, Variable>, meaning: Meaning, least: number, most: number): number | undefined {
    const variable = this.variable(variables, meaning);
    const value = this.value(variables, meaning);
    if (!variable || value === '') return undefined;
    if (!/^\d+$/.test(value)) this.say('wrongType', variable, value, 'integer', variable.path);
    else if (Number(value) < least) this.say('tooSmall', variable, value, least, variable.path);
    else if (Number(value) > most) this.say('tooBig', variable, value, most, variable.path);
    return Number(value);
  }

  private say(
    code: DocumentError['code'],
    { line, column }: { line: number; column: number },
    found: string,
    needed: string | number,
    path = '',
  ): void {
    // A variable of a group is met once per host.
    if (this.errors.some((error) => error.code === code && error.line === line && error.column === column)) return;
    this.errors.push({ code, line, column, path, found, needed });
  }

  private list({ path, line, name, value }: Variable, reason: ImportReason): void {
    if (this.notes.some((note) => note.path === path && note.line === line)) return;
    this.notes.push({ path, line, value: shownValue(value, name), reason });
  }
}

function unreadable(value: string): ImportReason | null {
  if (value.includes('$ANSIBLE_VAULT')) return 'vault';
  return value.includes('{{') || value.includes('{%') ? 'template' : null;
}
