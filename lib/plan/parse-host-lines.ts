import { expandRange } from './expand-range';
import { isDnsName, labelProblem } from './host-name';
import { looksNumeric, parseIpv4 } from './ipv4';

export type ParsedHost = {
  /** 1-based line of the text. */
  line: number;
  name: string;
  /** The name was made up here: whoever adds the host may give it another. */
  generated: boolean;
  address: string;
  /** Undefined when the line doesn't say. */
  user?: string;
  port?: number;
};

/** `code` is a key of `plan.hostLines` in the catalogue; `values` always hold `found`, and what its text quotes. */
export type HostLineError = {
  line: number;
  /** 1-based. */
  column: number;
  code:
    | 'ipv6'
    | 'address'
    | 'name'
    | 'user'
    | 'port'
    | 'range'
    | 'rangeTooLarge'
    | 'rangeMismatch'
    | 'nameForRange'
    | 'tooManyFields'
    | 'duplicateAddress'
    | 'duplicateName';
  values: Record<string, string | number>;
};

export type ParsedHosts = { hosts: ParsedHost[]; errors: HostLineError[] };

type Field = { text: string; column: number };
type Target = { address: string; user?: string; port?: number };

/**
 * Hosts out of pasted lines: `address`, `name address`, `address name` (as in a hosts file), `user@address:port`, separated by
 * blanks, tabs, commas or semicolons; ranges in brackets (`web-[1-3] 10.0.0.[11-13]`) or in the last octet
 * (`10.0.0.11-13`). `#` starts a comment. A line with an error gives no host; the others still do.
 *
 * @param taken names that a made-up name must not repeat
 */
export function parseHostLines(text: string, taken: readonly string[] = []): ParsedHosts {
  const hosts: ParsedHost[] = [];
  const errors: HostLineError[] = [];
  text.split(/\r?\n/).forEach((content, index) => {
    const fields = fieldsOf(content);
    if (fields.length === 0 || isHeader(fields)) return;
    const result = hostsOfLine(fields, index + 1);
    for (const entry of result) {
      const problem = 'code' in entry ? entry : duplicateOf(entry, hosts);
      if (problem) errors.push({ ...problem, column: fields[0]?.column ?? 1, ...('code' in entry ? entry : {}) });
      else hosts.push(entry as ParsedHost);
    }
  });
  nameTheNameless(hosts, taken);
  return { hosts, errors };
}

/** The first free `node-N`, counting from 1; used names are added to `used`. */
export function freeName(used: Set<string>): string {
  let number = 1;
  while (used.has(`node-${number}`)) number += 1;
  used.add(`node-${number}`);
  return `node-${number}`;
}

function fieldsOf(content: string): Field[] {
  const code = content.replace(/#.*/, '');
  // A comma inside brackets belongs to a range.
  return [...code.matchAll(/(?:\[[^\]]*\]|[^\s,;[])+|\[/g)].map((match) => ({
    text: match[0].replace(/^["']|["']$/g, ''),
    column: match.index + 1,
  }));
}

function isHeader(fields: Field[]): boolean {
  return fields.length > 1 && fields.every(({ text }) => /^(name|host|hostname|address|ip)$/i.test(text));
}

function hostsOfLine(fields: Field[], line: number): (ParsedHost | HostLineError)[] {
  const fail = (field: Field, code: HostLineError['code'], values: HostLineError['values'] = {}): HostLineError[] => [
    { line, column: field.column, code, values: { found: field.text, ...values } },
  ];
  const extra = fields[2];
  if (extra) return fail(extra, 'tooManyFields');
  const [nameField, targetField] = nameAndTarget(fields);

  const targets = expandRange(targetField.text);
  if ('problem' in targets) return fail(targetField, targets.problem === 'tooLarge' ? 'rangeTooLarge' : 'range');
  const names = nameField ? expandRange(nameField.text) : null;
  if (nameField && names && 'problem' in names)
    return fail(nameField, names.problem === 'tooLarge' ? 'rangeTooLarge' : 'range');
  const nameList = names && !('problem' in names) ? names.values : null;
  if (nameField && nameList && nameList.length !== targets.values.length) {
    if (nameList.length === 1) return fail(nameField, 'nameForRange', { addresses: targets.values.length });
    return fail(nameField, 'rangeMismatch', { names: nameList.length, addresses: targets.values.length });
  }
  return targets.values.map((text, index) => {
    const target = targetOf(text);
    if ('code' in target)
      return { line, column: targetField.column, code: target.code, values: { found: target.found } };
    const given = nameList?.[index];
    const name = given ?? nameFromAddress(target.address);
    if (nameField && given !== undefined && labelProblem(given)) {
      return { line, column: nameField.column, code: 'name' as const, values: { found: given } };
    }
    return { line, name, generated: given === undefined, ...target };
  });
}

/** `name address` or `address name`: the one that can only be an address is the address. */
function nameAndTarget(fields: Field[]): [Field | null, Field] {
  const [first, second] = fields as [Field, Field | undefined];
  if (!second) return [null, first];
  const onlyAddress = ({ text }: Field) => /[@:]/.test(text) || /^[\d.[\],-]+$/.test(text);
  return onlyAddress(first) && !onlyAddress(second) ? [second, first] : [first, second];
}

function targetOf(text: string): Target | { code: 'ipv6' | 'address' | 'user' | 'port'; found: string } {
  const at = text.lastIndexOf('@');
  const user = at >= 0 ? text.slice(0, at) : undefined;
  const rest = text.slice(at + 1);
  if (rest.startsWith('[') || rest.split(':').length > 2) return { code: 'ipv6', found: rest };
  if (user !== undefined && !/^[A-Za-z_][\w.-]*\$?$/.test(user)) return { code: 'user', found: user };
  const [address = '', portText] = rest.split(':');
  const port = portText === undefined ? undefined : Number(portText);
  if (portText !== undefined && !(/^\d{1,5}$/.test(portText) && port && port <= 65535))
    return { code: 'port', found: portText };
  if (parseIpv4(address) === null && (looksNumeric(address) || !isDnsName(address)))
    return { code: 'address', found: address };
  return {
    address: address.toLowerCase(),
    ...(user === undefined ? {} : { user }),
    ...(port === undefined ? {} : { port }),
  };
}

/** A DNS name brings its own; an IPv4 address has none, and '' is filled in at the end. */
function nameFromAddress(address: string): string {
  const label = parseIpv4(address) === null ? (address.split('.')[0] ?? '') : '';
  return labelProblem(label) ? '' : label;
}

function duplicateOf(host: ParsedHost, earlier: ParsedHost[]): Omit<HostLineError, 'column'> | null {
  const sameAddress = earlier.find((each) => each.address === host.address && (each.port ?? 22) === (host.port ?? 22));
  if (sameAddress) {
    return { line: host.line, code: 'duplicateAddress', values: { found: host.address, first: sameAddress.line } };
  }
  const sameName = host.generated ? undefined : earlier.find((each) => !each.generated && each.name === host.name);
  return sameName
    ? { line: host.line, code: 'duplicateName', values: { found: host.name, first: sameName.line } }
    : null;
}

function nameTheNameless(hosts: ParsedHost[], taken: readonly string[]) {
  const used = new Set([...taken, ...hosts.filter(({ generated }) => !generated).map(({ name }) => name)]);
  for (const host of hosts) {
    if (!host.generated) continue;
    if (host.name === '' || used.has(host.name)) host.name = freeName(used);
    else used.add(host.name);
  }
}
