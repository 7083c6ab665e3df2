import type { Client } from 'ssh2';
import { HostError, type HostErrorValues } from './error';

const patienceMs = 5_000;
const mostBytes = 4_096;

/** What a command prints on stdout when the login's own shell runs it as it is: for logins that have no bash. */
export function saidPlainly(client: Client, command: string, values: HostErrorValues): Promise<string> {
  return new Promise((resolve, reject) => {
    client.exec(command, (error, channel) => {
      if (error) return reject(new HostError('sessions-refused', values, { cause: error }));
      let said = '';
      const timer = setTimeout(() => channel.close(), patienceMs);
      channel.on('data', (chunk: Buffer) => {
        if (said.length < mostBytes) said += chunk.toString();
      });
      channel.stderr.resume();
      channel.on('close', () => {
        clearTimeout(timer);
        resolve(said);
      });
      channel.end();
    });
  });
}
