/** A text cut where a searched string stands in it, without regard to case. The parts joined are the text. */
export function markedParts(text: string, needle: string): { text: string; marked: boolean }[] {
  if (needle === '') return [{ text, marked: false }];
  const low = text.toLowerCase();
  // Lower case can be longer than the text (İ): then places don't match, and one unmarked part is the honest answer.
  if (low.length !== text.length) return [{ text, marked: false }];
  const wanted = needle.toLowerCase();
  const parts: { text: string; marked: boolean }[] = [];
  let from = 0;
  for (let at = low.indexOf(wanted); at !== -1; at = low.indexOf(wanted, from)) {
    if (at > from) parts.push({ text: text.slice(from, at), marked: false });
    parts.push({ text: text.slice(at, at + wanted.length), marked: true });
    from = at + wanted.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), marked: false });
  return parts;
}
