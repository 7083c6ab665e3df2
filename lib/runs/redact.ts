import { anyOf } from '@/lib/text/any-of';

/** What stands in the log where a secret stood. */
export const redacted = '[redacted]';

/**
 * Shapes of secrets that the engine doesn't know by value, because a program on a host made them:
 * bootstrap tokens (kubeadm, `[a-z0-9]{6}.[a-z0-9]{16}`), certificate keys (64 hex digits after that word), discovery
 * hashes in a printed join command, private keys in one line, and private keys as base64 in a kubeconfig.
 */
const shapes: RegExp[] = [
  /(?<![a-z0-9.])[a-z0-9]{6}\.[a-z0-9]{16}(?![a-z0-9.])/g,
  /(?<=certificate[- ]?key["']?[\s=:"'][^0-9a-f]{0,80})[0-9a-f]{64}\b/gi,
  // What kubeadm withholds by itself stays as it says it.
  /(?<=--(?:discovery-)?token(?:-ca-cert-hash)?[\s=]+)(?!<value withheld>)\S+/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  // "-----BEGIN " followed by "PRIVATE", "RSA PRIVATE" or "EC PRIVATE", in base64.
  /LS0tLS1CRUdJTi(?:BQUklWQVRF|BSU0EgUFJJVkFURS|BFQyBQUklWQVRF)[A-Za-z0-9+/=]*/g,
];
// One look that rules most lines out.
const suspicious = /\.[a-z0-9]{16}|[0-9a-f]{64}|--(?:discovery-)?token|PRIVATE KEY|LS0tLS1CRUdJTi/i;

/** Shorter values would hit ordinary words. */
const shortest = 6;
/** A line of a longer secret counts on its own when its last word is this long: key material, not `apiVersion: v1`. */
const shortestWord = 24;

function formsOf(secret: string): string[] {
  const value = secret.trim();
  const forms = [value, Buffer.from(value).toString('base64').replace(/=+$/, ''), JSON.stringify(value).slice(1, -1)];
  if (secret !== value) forms.push(Buffer.from(secret).toString('base64').replace(/=+$/, ''));
  if (value.includes('\n'))
    for (const line of value.split('\n')) {
      const word = line.trim().split(/\s+/).at(-1) ?? '';
      if (word.length >= shortestWord) forms.push(word);
    }
  return forms.filter((form) => form.length >= shortest && !form.includes('\n'));
}

/** Knows the secrets of one run, and grows with its outputs. */
export class Redactor {
  #forms = new Set<string>();
  #known: RegExp | null = null;

  constructor(secrets: Iterable<string> = []) {
    for (const secret of secrets) this.add(secret);
  }

  add(secret: string): void {
    for (const form of formsOf(secret)) this.#forms.add(form);
    this.#known = anyOf(this.#forms);
  }

  /** The text without secrets; the same text when there was none. */
  line(text: string): string {
    let clean = this.#known ? text.replace(this.#known, redacted) : text;
    if (suspicious.test(clean)) for (const shape of shapes) clean = clean.replace(shape, redacted);
    return clean;
  }
}
