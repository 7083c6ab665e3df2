/**
 * Seconds without a heartbeat after which whoever ran a preflight is taken for gone. It is written every second, by a
 * process that may be busy with fifty hosts.
 */
export const staleSeconds = 15;

/** SQL: of a row of `preflight` that is running, whether nobody runs it any more. */
export const isSilent = `preflight.heartbeat_at < (now() AT TIME ZONE 'utc') - make_interval(secs => ${staleSeconds})`;
