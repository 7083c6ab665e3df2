import type { Readable } from 'node:stream';

/**
 * Hands every chunk to `sink`, one at a time; while a sink's promise is pending the stream stands still, and with it
 * SSH's window and the program on the host. Resolves at the end. Not `for await`: leaving that loop calls the
 * channel's destroy(), which closes it before its exit status has arrived.
 */
export function consume(stream: Readable, sink: (chunk: Buffer) => void | Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.on('data', (chunk: Buffer) => {
      try {
        const pending = sink(chunk);
        if (pending === undefined) return;
        stream.pause();
        pending.then(() => stream.resume(), reject);
      } catch (error) {
        reject(error);
      }
    });
    stream.once('end', resolve);
  });
}
