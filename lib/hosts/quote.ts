/**
 * The one way in which text of ours becomes a word of a shell command: single quotes, and a single quote as `'\''`.
 * Nothing is special inside single quotes for sh, bash, dash, ksh and zsh. A NUL cannot be in a word at all.
 */
export function quote(text: string): string {
  if (text.includes('\0')) throw new Error('a shell word cannot hold a NUL byte');
  return `'${text.replaceAll("'", "'\\''")}'`;
}
