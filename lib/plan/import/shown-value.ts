import { excerpt } from '../document-error';

const dots = '•••';
const secretName = /pass(word|wd|phrase)?$|_pass\b|passw|pwd|secret|token|credential|vault|(private|access|ssh)_?key$/i;
const secretInText =
  /-----BEGIN|\$ANSIBLE_VAULT|(pass(word|wd|phrase)?|pwd|secret|token|key)["']?\s*[=:]|:\/\/[^\s/@]+:[^\s/@]+@/i;

/** Whether a field of this name holds a secret, as far as names go. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

/** One line of a value for a person to recognise it by; secrets, and what looks like one, only as dots. */
export function shownValue(value: unknown, name = ''): string {
  if (value === null || value === undefined || value === '') return '';
  const masked = maskedValue(value, name);
  if (typeof masked !== 'string') return excerpt(masked);
  const [first = '', ...more] = masked.trim().split('\n');
  return excerpt(more.length > 0 ? `${first} …` : first);
}

function maskedValue(value: unknown, name: string): unknown {
  if (typeof value === 'string') return isSecretName(name) || secretInText.test(value) ? dots : value;
  if (Array.isArray(value)) return value.map((item) => maskedValue(item, name));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, maskedValue(child, key)]));
  }
  return isSecretName(name) && typeof value !== 'boolean' ? dots : value;
}
