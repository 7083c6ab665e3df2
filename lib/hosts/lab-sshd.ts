import { quote } from '@/lib/text/quote';
import type { HostConnection } from './connection';

/** A second sshd on a lab host: another port with lines of its own before the host's configuration. */
export type LabSshd = { port: number; close: () => Promise<void> };

/**
 * Starts sshd on a port of the host that `root` is connected to. A line of `settings` counts over the host's own, for sshd
 * takes the first value of each.
 */
export async function labSshd(root: HostConnection, port: number, settings: string[]): Promise<LabSshd> {
  const file = `/run/sshd-test-${port}`;
  const lines = [
    `Port ${port}`,
    `PidFile ${file}.pid`,
    'PermitRootLogin yes',
    ...settings,
    'Include /etc/ssh/sshd_config',
  ];
  const stop = `if [ -f ${file}.pid ]; then kill -- "$(cat ${file}.pid)" 2> /dev/null || true; fi
pkill -f ${quote(`^sshd: .*sshd-test-${port}`)} || true
rm -f ${file}.pid ${file}.conf`;
  const start = `${stop}
printf '%s\\n' ${lines.map(quote).join(' ')} > ${file}.conf
/usr/sbin/sshd -f ${file}.conf
for _ in $(seq 50); do [ -s ${file}.pid ] && exit 0; sleep 0.1; done
exit 1`;
  await root.must(start, { deadlineMs: 20_000 });
  return {
    port,
    close: async () => {
      await root.must(stop, { deadlineMs: 20_000 });
    },
  };
}
