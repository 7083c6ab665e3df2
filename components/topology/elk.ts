import type { ElkNode } from 'elkjs/lib/elk-api';
import type { Layouter } from './layout';

let engine: Promise<Layouter> | undefined;

/**
 * ELK is 1.5 MB of script: loaded when the first diagram asks, once, and run in a worker, so that no key press waits for
 * it. Where there are no workers (tests) it runs here.
 */
export function elkLayouter(): Promise<Layouter> {
  engine ??= typeof Worker === 'undefined' ? inProcess() : inWorker();
  return engine;
}

async function inProcess(): Promise<Layouter> {
  const { default: Elk } = await import('elkjs/lib/elk.bundled.js');
  const elk = new Elk();
  return (graph) => elk.layout(graph);
}

async function inWorker(): Promise<Layouter> {
  const { default: Elk } = await import('elkjs/lib/elk-api.js');
  const elk = new Elk({
    workerFactory: () => new Worker(new URL('./elk-worker.ts', import.meta.url), { type: 'module' }),
  });
  return (graph: ElkNode) => elk.layout(graph);
}
