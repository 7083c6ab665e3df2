/** An IPv4 address as a number from 0 to 2^32 − 1, or null when the text is not one (leading zeros are refused: some
 *  programs read them as octal). */
export function parseIpv4(text: string): number | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (!match) return null;
  let value = 0;
  for (const octet of match.slice(1)) {
    if (Number(octet) > 255 || (octet.length > 1 && octet.startsWith('0'))) return null;
    value = value * 256 + Number(octet);
  }
  return value;
}

export function formatIpv4(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}

/** Digits and dots only: meant as an IPv4 address, so a mistake in it is not to be read as a DNS name. */
export function looksNumeric(text: string): boolean {
  return /^[\d.]+$/.test(text);
}

/** Addresses that no host can be reached at: this network, loopback, multicast and above (RFC 6890). */
export function isHostAddress(value: number): boolean {
  const first = Math.floor(value / 2 ** 24);
  return first !== 0 && first !== 127 && first < 224;
}
