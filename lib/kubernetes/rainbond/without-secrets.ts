import { anyOf } from '@/lib/text/any-of';
import type { RainbondObjects } from './objects';

const withheld = '[redacted]';
/** A shorter password would hit ordinary words; the shapes below still find it where passwords stand. */
const shortest = 4;
/** Characters of a line of evidence: what a card can show. */
const longest = 400;

/**
 * Where a password stands in what the operator and its components say: a MySQL data source `user:password@tcp(…)`, the
 * same in a URL, and anything that is called a password.
 */
const shapes: [RegExp, string][] = [
  [/(?<=[=/\s"'`]|^)([^\s:@/="'`]+):[^\s]+@(?=(?:tcp|unix)\()/g, `$1:${withheld}@`],
  [/(?<=:\/\/)([^\s:@/]*):[^\s@]+@/g, `$1:${withheld}@`],
  [/((?:password|passwd|pass|pwd)["']?\s*[=:]\s*["']?)(?!YES\b|NO\b)[^\s"',;)]+/gi, `$1${withheld}`],
  [/((?:token|secret)["']?[=:]["']?)[^\s"',;)]+/gi, `$1${withheld}`],
];

/** The passwords that RainbondCluster's spec carries in plain text, and those in the arguments of its pods. */
export function secretsOf({ cluster, pods }: Pick<RainbondObjects, 'cluster' | 'pods'>): string[] {
  const spec = cluster?.spec;
  const found = [spec?.regionDatabase?.password, spec?.uiDatabase?.password, spec?.imageHub?.password];
  for (const pod of pods)
    for (const container of pod.spec?.containers ?? []) {
      for (const variable of container.env ?? [])
        if (/PASS|TOKEN|SECRET/i.test(variable.name)) found.push(variable.value);
      for (const arg of container.args ?? []) found.push(/^--mysql=[^:]+:(.+)@tcp\(/.exec(arg)?.[1]);
    }
  return [...new Set(found.filter((secret) => secret !== undefined && secret.length >= shortest))] as string[];
}

/** One line of the API, without the given secrets and without what stands where secrets stand. */
export function cleaner(secrets: string[]): (text: string) => string {
  // A driver that misreads an address cuts a password at these and says the pieces.
  const pieces = secrets.flatMap((secret) => secret.split(/[@/:?#]/).filter((piece) => piece.length >= 6));
  const forms = secrets.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    btoa(unescape(encodeURIComponent(secret))),
  ]);
  const pattern = anyOf([...forms, ...pieces]);
  return (text) => {
    let line = text.replace(/\s+/g, ' ').trim();
    if (pattern) line = line.replace(pattern, withheld);
    for (const [shape, instead] of shapes) line = line.replace(shape, instead);
    return line.length > longest ? `${line.slice(0, longest)}…` : line;
  };
}
