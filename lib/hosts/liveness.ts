/** A peer that said nothing for this long is taken for dead; it is asked for an answer every `pingMs`. */
export const silenceLimitMs = 10_000;
export const pingMs = 2_500;

/**
 * Calls `onSilent` when nothing was received for `limitMs`; `received` says how many bytes have been. ssh2's own count of unanswered pings is not
 * used: a ping waits behind the data that is being sent, so that an upload over a slow line would look like a dead
 * host; here any byte is a sign of life. Looks are counted, not the clock read: a console that was itself asleep
 * must read what has arrived before it judges. Returns the function that stops it.
 */
export function watchSilence(
  received: () => number,
  onSilent: () => void,
  limitMs: number = silenceLimitMs,
): () => void {
  const looks = 10;
  let seen = received();
  let quiet = 0;
  const timer = setInterval(() => {
    const now = received();
    if (now !== seen) {
      seen = now;
      quiet = 0;
    } else if (++quiet >= looks) {
      clearInterval(timer);
      onSilent();
    }
  }, limitMs / looks);
  timer.unref();
  return () => clearInterval(timer);
}
