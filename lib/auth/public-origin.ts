/** Origin under which browsers reach the console, as `SLIPWAY_URL` says; null: any, the request's own host counts. */
export function publicOrigin(): string | null {
  const url = process.env.SLIPWAY_URL;
  return url ? new URL(url).origin : null;
}

/**
 * Whether a request that changes something comes from one of our own pages. Browsers send Origin with each of them
 * and scripts on other sites can't forge it; a request without one is not from our pages.
 */
export function fromOwnPage(headers: Headers): boolean {
  const origin = headers.get('origin');
  if (!origin || origin === 'null') return false;
  const expected = publicOrigin();
  if (expected) return origin === expected;
  return URL.canParse(origin) && new URL(origin).host === headers.get('host');
}
