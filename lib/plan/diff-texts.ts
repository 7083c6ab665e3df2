/** One piece of a text, and whether both texts have it. */
export type TextPiece = { kind: 'kept' | 'removed' | 'added'; text: string };

/**
 * The shortest way from one text to another, piece by piece (longest common subsequence): what goes stands before what comes.
 * Time and memory grow with the product of both lengths: for a configuration file, not for a log.
 *
 * @param separator between pieces: a line break, unless the pieces hold some themselves
 */
export function diffTexts(before: string, after: string, separator = '\n'): TextPiece[] {
  const [old, now] = [piecesOf(before, separator), piecesOf(after, separator)];
  // common[i][j]: how many pieces are common to what follows i in the old and j in the new text
  const common = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
  const at = (i: number, j: number) => common[i]?.[j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--) {
    const row = common[i] as Uint32Array;
    for (let j = now.length - 1; j >= 0; j--) {
      row[j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pieces: TextPiece[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      pieces.push({ kind: 'kept', text: old[i] ?? '' });
      i += 1;
      j += 1;
    } else if (j >= now.length || (i < old.length && at(i + 1, j) >= at(i, j + 1))) {
      pieces.push({ kind: 'removed', text: old[i] ?? '' });
      i += 1;
    } else {
      pieces.push({ kind: 'added', text: now[j] ?? '' });
      j += 1;
    }
  }
  return pieces;
}

/** An empty text has no pieces, and the end of the last line is not one more. */
function piecesOf(text: string, separator: string): string[] {
  const body = text.endsWith(separator) ? text.slice(0, -separator.length) : text;
  return body === '' ? [] : body.split(separator);
}
