import { quote } from '@/lib/hosts/quote';
import { perlIcmp } from './perl-icmp';
import { perlLink } from './perl-link';
import { perlLoop, perlMain } from './perl-loop';
import { perlPorts } from './perl-ports';
import { perlStream } from './perl-stream';

export const perlProber = perlLoop + perlPorts + perlIcmp + perlLink + perlStream + perlMain;

export type ProberOptions = {
  /** Listeners answer only to this. Letters and digits. */
  nonce: string;
  /** The host's place in the plan: what its listeners call themselves. */
  index: number;
  /** After so many seconds the process ends whatever the console does. */
  lifeSeconds: number;
  /** For tests on hosts that share one clock: what is added to this host's, ms. */
  skewMs?: number;
};

/**
 * Debian, Ubuntu and SUSE always have Perl, the RHEL family's package manager brings a Python. Where neither is, one line says so.
 * The program is an argument: there is nothing to write to a disk that may be full, and nothing to remove.
 */
export function proberScript({ nonce, index, lifeSeconds, skewMs = 0 }: ProberOptions): string {
  const words = [nonce, index, lifeSeconds, skewMs].map((word) => quote(String(word))).join(' ');
  return `if command -v perl > /dev/null && perl -MSocket -MPOSIX -MFcntl -MErrno -e 1 2> /dev/null; then
  exec perl -e ${quote(perlProber)} ${words}
fi
echo none`;
}
