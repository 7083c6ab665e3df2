import { isDnsName } from './host-name';
import { isHostAddress, looksNumeric, parseIpv4 } from './ipv4';

/** An IPv4 address that a host can have, or a DNS name; half an address is not read as a name. Without a port. */
export function isServiceAddress(text: string): boolean {
  const value = parseIpv4(text);
  return value !== null ? isHostAddress(value) : !looksNumeric(text) && isDnsName(text);
}

/** A port number in decimal. */
export function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65535;
}
