/** A certificate that ends sooner is worth a warning: preflight.md's threshold, and the longest a renewal should lie around. Only one that has ended stops. */
export const expiryLimitDays = 30;

export const daysUntil = (notAfter: number, now: number): number => (notAfter - now) / 86_400_000;

/** What to say of a certificate with so many days left. */
export function expiryOf(days: number): 'expired' | 'soon' | 'fine' {
  if (days <= 0) return 'expired';
  return days <= expiryLimitDays ? 'soon' : 'fine';
}
