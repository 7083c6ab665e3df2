/**
 * A text as a pattern that finds this text. `RegExp.escape` is younger than browsers that the console runs in (Chrome 136,
 * Safari 18.2), and plans are imported there.
 */
export function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
