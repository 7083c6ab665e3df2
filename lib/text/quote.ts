/** A leading `=` is a program's path to zsh, which may be somebody's login shell. */
const plain = /^(?!=)[A-Za-z0-9_./:@%+=,-]+$/;

/**
 * The one way in which text of ours becomes a word of a shell command, for sh, bash, dash, ksh and zsh: everything that comes from a plan,
 * facts or a bundle goes through here. What is plain stays as it is, so that commands can be read; all else stands in single quotes, where
 * nothing is special, and a single quote is `'\''`.
 *
 * @throws Error for a NUL, which cannot be in a word at all
 */
export function quote(text: string): string {
  if (text.includes('\0')) throw new Error('a shell word cannot hold a NUL byte');
  if (plain.test(text)) return text;
  return `'${text.replaceAll("'", "'\\''")}'`;
}

export function quoteAll(texts: string[]): string {
  return texts.map(quote).join(' ');
}
