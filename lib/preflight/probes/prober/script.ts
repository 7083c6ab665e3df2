import { quote } from '@/lib/text/quote';
import { interpreted } from './interpreter';
import { perlIcmp } from './perl-icmp';
import { perlLink } from './perl-link';
import { perlLoop, perlMain } from './perl-loop';
import { perlPorts } from './perl-ports';
import { perlStream } from './perl-stream';
import { pythonProber } from './python-prober';

export const perlProber = perlLoop + perlPorts + perlIcmp + perlLink + perlStream + perlMain;

export type ProberOptions = {
  /** Listeners answer only to this. Letters and digits. */
  nonce: string;
  /** The host's place in the plan: what its listeners call themselves. */
  index: number;
  /** So many seconds after it was last told to do something the process ends, whatever the console does. */
  lifeSeconds: number;
  /** For tests: this language or none. */
  only?: 'perl' | 'python';
};

/** Where a host has neither Perl nor Python, one line says so. */
export function proberScript({ nonce, index, lifeSeconds, only }: ProberOptions): string {
  const words = [nonce, index, lifeSeconds].map((word) => quote(String(word))).join(' ');
  return `${interpreted(perlProber, pythonProber, only)}
[ "\${#run[@]}" = 0 ] || exec "\${run[@]}" ${words}
echo none`;
}
