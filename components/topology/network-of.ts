const ipv4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

/** The /24 that all of these share, for the frame around the hosts; '' when they share none or one is no IPv4 address. */
export function networkOf(addresses: string[]): string {
  const prefixes = new Set(
    addresses.map((address) => {
      const match = ipv4.exec(address);
      return match ? match.slice(1, 4).join('.') : '';
    }),
  );
  const [only = ''] = prefixes;
  return prefixes.size === 1 && only ? `${only}.0/24` : '';
}
