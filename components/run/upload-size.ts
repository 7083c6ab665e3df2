/** Bytes as `3 MiB` or `1.2 GiB`; everything below 1 MiB is shown in KiB. */
export function readableSize(bytes: number): string {
  const mebibytes = bytes / 1024 ** 2;
  if (mebibytes >= 1024) return `${(mebibytes / 1024).toFixed(1)} GiB`;
  if (mebibytes >= 1) return `${Math.round(mebibytes)} MiB`;
  return `${Math.round(bytes / 1024)} KiB`;
}
