const base = 'http://slipway.invalid';

/** The address as a person would type it, without what Next.js adds when it fetches a page's data; `/` for none. */
export function askedPath(target: string | undefined): string {
  // Anybody may send anything here, such as `GET //`.
  if (!target || !URL.canParse(target, base)) return '/';
  const url = new URL(target, base);
  url.searchParams.delete('_rsc');
  return url.pathname + url.search;
}
