/**
 * A path of this console out of text that a visitor could have written; `/` for anything else. What counts is how a
 * browser reads it: `//host`, `/\host` and control characters inside lead elsewhere.
 */
export function localPath(text: string | null | undefined): string {
  if (!text?.startsWith('/') || text.length > 2000) return '/';
  const here = 'http://slipway.invalid';
  if (!URL.canParse(text, here)) return '/';
  const url = new URL(text, here);
  if (url.origin !== here || url.username) return '/';
  const path = url.pathname + url.search + url.hash;
  // Removing dots can leave two slashes at the front: `/.//host`.
  return path.startsWith('//') ? '/' : path;
}
