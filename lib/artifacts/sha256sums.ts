export type ListedFile = { path: string; sha256: string };

/**
 * The lines of a sha256sums.txt as `sha256sum` writes them: a checksum, a blank, a blank or `*`, a path. Blank lines and
 * comments (#) are passed over. A path leads to a file inside the folder: relative, with forward slashes, without `..`.
 */
export function parseSha256sums(text: string): { files: ListedFile[] } | { line: number; found: string } {
  const files: ListedFile[] = [];
  const lines = text.split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const match = /^([0-9a-fA-F]{64}) [ *](?:\.\/)?(.+)$/.exec(line);
    const path = match?.[2] ?? '';
    if (!match || !isInside(path)) return { line: index + 1, found: line.slice(0, 120) };
    files.push({ path, sha256: (match[1] ?? '').toLowerCase() });
  }
  return { files };
}

function isInside(path: string): boolean {
  return (
    !path.startsWith('/') &&
    !path.includes('\\') &&
    path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
  );
}
