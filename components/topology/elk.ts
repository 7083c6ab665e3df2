import type { Layouter } from './layout';

let engine: Promise<Layouter> | undefined;

/** ELK is 1.5 MB of script: loaded when the first diagram asks, and once. */
export function elkLayouter(): Promise<Layouter> {
  engine ??= import('elkjs/lib/elk.bundled.js').then(({ default: Elk }) => {
    const elk = new Elk();
    return (graph) => elk.layout(graph);
  });
  return engine;
}
