/** Days before its end at which a certificate or token is warned about. */
export const soonDays = 30;
const dayMs = 86_400_000;

export type Expiry = {
  /** ISO 8601. */
  at: string;
  state: 'expired' | 'soon' | 'later';
  /** Whole days until then; negative once it is over. */
  days: number;
};

/** @param now milliseconds since the epoch */
export function expiryOf(at: string, now: number): Expiry {
  const left = Date.parse(at) - now;
  const days = Math.floor(left / dayMs);
  return { at, days, state: left <= 0 ? 'expired' : days < soonDays ? 'soon' : 'later' };
}
