import type { Readable } from 'node:stream';

/**
 * Hands every chunk to `sink`, one at a time; while a sink's promise is pending the stream stands still, and with it
 * SSH's window and the program on the host. Resolves at the end, when the last sink is done. Not `for await`: leaving that loop calls the
 * channel's destroy(), which closes it before its exit status has arrived.
 */
export function consume(stream: Readable, sink: (chunk: Buffer) => void | Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    // The stream's end does not wait for a sink that was given its last chunk.
    let busy: Promise<void> = Promise.resolve();
    stream.on('data', (chunk: Buffer) => {
      try {
        const pending = sink(chunk);
        if (pending === undefined) return;
        stream.pause();
        busy = pending.then(() => {
          stream.resume();
        });
        busy.catch(reject);
      } catch (error) {
        reject(error);
      }
    });
    stream.once('end', () => busy.then(resolve, reject));
  });
}
