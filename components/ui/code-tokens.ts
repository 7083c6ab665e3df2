export type CodeLanguage = 'yaml' | 'toml' | 'shell' | 'text';
export type CodeToken = { text: string; kind: 'plain' | 'key' | 'string' | 'number' | 'comment' };

const patterns: Record<Exclude<CodeLanguage, 'text'>, RegExp> = {
  yaml: /(?<comment>(?:^|(?<=\s))#.*$)|(?<key>^\s*(?:- )*[\w./@"'-]+(?=:(?:\s|$)))|(?<string>"(?:[^"\\]|\\.)*"|'[^']*')|(?<number>(?<=[:-] )-?\d+(?:\.\d+)?$)/g,
  toml: /(?<comment>(?:^|(?<=\s))#.*$)|(?<key>^\s*\[[^\]]*\]+|^\s*[\w."'-]+(?=\s*=))|(?<string>"(?:[^"\\]|\\.)*"|'[^']*')|(?<number>(?<==\s*)-?\d+(?:\.\d+)?$)/g,
  shell: /(?<comment>(?:^|(?<=\s))#.*$)|(?<string>"(?:[^"\\]|\\.)*"|'[^']*')|(?<key>\$\{?\w+\}?|@\{[^}]*\})/g,
};

/** Colours for one line. A hint for the eye, no parser: a line that it doesn't understand stays plain. */
export function codeTokens(line: string, language: CodeLanguage): CodeToken[] {
  if (language === 'text' || line.length > 2000) return [{ text: line, kind: 'plain' }];
  const tokens: CodeToken[] = [];
  let at = 0;
  for (const match of line.matchAll(patterns[language])) {
    if (match.index > at) tokens.push({ text: line.slice(at, match.index), kind: 'plain' });
    const groups = match.groups ?? {};
    const kind = (['comment', 'key', 'string', 'number'] as const).find((name) => groups[name] !== undefined);
    tokens.push({ text: match[0], kind: kind ?? 'plain' });
    at = match.index + match[0].length;
  }
  if (at < line.length) tokens.push({ text: line.slice(at), kind: 'plain' });
  return tokens;
}

export function languageOf(path: string): CodeLanguage {
  if (/\.(ya?ml|conf\.yaml)$/.test(path)) return 'yaml';
  if (/\.toml$/.test(path)) return 'toml';
  if (/\.(sh|service|conf|env)$/.test(path)) return 'shell';
  return 'text';
}
