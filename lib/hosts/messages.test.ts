import { expect, test } from 'vitest';
import { clientCertificateProblems } from '@/lib/store/client-certificate';
import { kubeconfigProblems } from '@/lib/store/kubeconfig';
import { privateKeyProblems } from '@/lib/store/private-key';
import en from '@/messages/en/hosts.json';
import zh from '@/messages/zh/hosts.json';
import { hostErrorCodes } from './error';

/** Paths of all texts, with the names of the values that each quotes. */
function texts(value: object, path = ''): Record<string, string[]> {
  const all: Record<string, string[]> = {};
  for (const [key, entry] of Object.entries(value)) {
    if (typeof entry === 'string')
      all[path + key] = [...entry.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1] ?? '').sort();
    else Object.assign(all, texts(entry, `${path}${key}.`));
  }
  return all;
}

test('both languages have the same texts, quoting the same values', () => {
  const english = texts(en);
  const chinese = texts(zh);
  expect(Object.keys(chinese)).toEqual(Object.keys(english));
  for (const [key, names] of Object.entries(english)) {
    expect([...new Set(chinese[key])], key).toEqual([...new Set(names)]);
  }
});

test('every error code and every problem with a secret has a text, and none is left over', () => {
  expect(Object.keys(en.errors).sort()).toEqual([...hostErrorCodes].sort());
  expect(Object.keys(en.privateKey).sort()).toEqual([...privateKeyProblems].sort());
  expect(Object.keys(en.clientCertificate).sort()).toEqual([...clientCertificateProblems].sort());
  expect(Object.keys(en.kubeconfig).sort()).toEqual([...kubeconfigProblems].sort());
});
