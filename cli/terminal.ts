import type { WriteStream } from 'node:tty';
import type { Screen } from './command';

export function screenOf(stream: NodeJS.WriteStream, environment: Record<string, string | undefined>): Screen | null {
  if (!stream.isTTY || environment.TERM === 'dumb') return null;
  const terminal = stream as unknown as WriteStream;
  return {
    columns: () => terminal.columns || 80,
    rows: () => terminal.rows || 24,
    colour: !environment.NO_COLOR,
    write: (text) => stream.write(text),
  };
}

/** A line from the terminal that it doesn't show; null without a terminal, or when the person gives up (Ctrl-C, Ctrl-D). */
export async function askHidden(question: string): Promise<string | null> {
  const { stdin, stderr } = process;
  if (!stdin.isTTY || !stderr.isTTY) return null;
  stderr.write(question);
  stdin.setRawMode(true);
  stdin.resume();
  stdin.setEncoding('utf8');
  try {
    return await new Promise<string | null>((resolve) => {
      let typed = '';
      const take = (chunk: string) => {
        for (const letter of chunk) {
          if (letter === '\r' || letter === '\n') return end(typed);
          if (letter === '\u0003' || letter === '\u0004') return end(null);
          if (letter === '\u007f' || letter === '\b') typed = [...typed].slice(0, -1).join('');
          else typed += letter;
        }
      };
      const end = (answer: string | null) => {
        stdin.off('data', take);
        resolve(answer);
      };
      stdin.on('data', take);
    });
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    stderr.write('\n');
  }
}

/** The first interruption asks for an end, the second one is the system's own and doesn't ask. */
export function interrupted(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}
