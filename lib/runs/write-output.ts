import { KeyBlocks } from './key-blocks';
import { LineSplitter } from './line-splitter';
import type { StepContext } from './step-context';

/** Puts the output of a finished script into the log. */
export async function writeOutput(context: StepContext, output: string): Promise<void> {
  const sink = outputSink(context);
  sink.chunk(Buffer.from(output));
  await sink.end();
}

/** Takes a script's output as it comes. Its lines move no offset: a script that is cut off runs again from its start. */
export function outputSink(context: StepContext): { chunk: (chunk: Buffer) => void; end: () => Promise<void> } {
  const splitter = new LineSplitter(0);
  const blocks = new KeyBlocks();
  let written: Promise<void> = Promise.resolve();
  const write = (texts: string[]) => {
    const lines = texts.map((text) => context.line('out', text));
    if (lines.length === 0) return;
    written = written.then(() => context.drive.log.write(lines));
    // Seen by end(); without this an early failure would count as unhandled.
    written.catch(() => {});
  };
  return {
    chunk: (chunk) => write(splitter.push(chunk).flatMap((line) => blocks.push(line).map(({ text }) => text))),
    end: () => {
      const last = splitter.end();
      write([...(last ? blocks.push(last) : []), ...blocks.end()].map(({ text }) => text));
      return written;
    },
  };
}
