/** Lines that say something. */
export const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

/** What follows a word at the beginning of a line, for each such line: `found /etc/x` for `found`. */
export const saidAfter = (text: string, word: string): string[] =>
  linesOf(text).flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1).trim()] : []));

/** A few of many, for a cell of a table. */
export function fewOf(all: readonly string[], most = 4): string {
  const shown = all.slice(0, most).join(', ');
  return all.length > most ? `${shown}, +${all.length - most}` : shown;
}

/** Last line of a script whose every part ran: without it, what was printed may be half of it. */
export const endLine = 'echo end';
export const hasEnd = (text: string): boolean => /(?:^|\n)end\n?$/.test(text);
