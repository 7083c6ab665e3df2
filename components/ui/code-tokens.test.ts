import { expect, it } from 'vitest';
import { codeTokens, languageOf } from './code-tokens';

const kinds = (line: string, language: 'yaml' | 'toml' | 'shell') =>
  codeTokens(line, language)
    .filter((token) => token.kind !== 'plain')
    .map((token) => `${token.kind}:${token.text}`);

it('marks keys, strings, numbers and comments of YAML', () => {
  expect(kinds('  maxPods: 180', 'yaml')).toEqual(['key:  maxPods', 'number:180']);
  expect(kinds('value: "8589934592" # bytes', 'yaml')).toEqual(['key:value', 'string:"8589934592"', 'comment:# bytes']);
});

it('leaves a # inside a word alone', () => {
  expect(kinds('image: a#b', 'yaml')).toEqual(['key:image']);
});

it('marks tables and keys of TOML, and variables of shell', () => {
  expect(kinds('[plugins."io.containerd"]', 'toml')).toEqual(['key:[plugins."io.containerd"]']);
  expect(kinds('version = 3', 'toml')).toEqual(['key:version', 'number:3']);
  expect(kinds('echo "$A" $B', 'shell')).toEqual(['string:"$A"', 'key:$B']);
});

it('never loses a character', () => {
  const line = "  - name: 'x' # y";
  expect(
    codeTokens(line, 'yaml')
      .map((token) => token.text)
      .join(''),
  ).toBe(line);
});

it('tells the language from the path', () => {
  expect([
    languageOf('/a/kubeadm.yaml'),
    languageOf('/a/config.toml'),
    languageOf('act.sh'),
    languageOf('hosts'),
  ]).toEqual(['yaml', 'toml', 'shell', 'text']);
});
