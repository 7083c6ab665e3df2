/**
 * How long a backup waits before it takes an address over from a master that went silent, in seconds: three missed
 * adverts and a skew by priority (RFC 5798 6.1: Skew_Time = (256 − priority) / 256 × advert interval).
 */
export function masterDownSeconds(advertIntervalSeconds: number, priority: number): number {
  return 3 * advertIntervalSeconds + ((256 - priority) / 256) * advertIntervalSeconds;
}

/** The bounds over all priorities a backup can have (1 to 254), rounded to a tenth: 3 to 4 adverts. */
export function takeoverSeconds(advertIntervalSeconds: number): { from: number; to: number } {
  return {
    from: Math.round(masterDownSeconds(advertIntervalSeconds, 254) * 10) / 10,
    to: Math.round(masterDownSeconds(advertIntervalSeconds, 1) * 10) / 10,
  };
}
