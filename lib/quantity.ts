const factors: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** A quantity of Kubernetes in its unit: cores, bytes, pods. Null when it is none. In no room: rules of plans read it as watchers of clusters do. */
export function quantityOf(text: string | undefined): number | null {
  const match = /^([+-]?\d+(?:\.\d*)?|[+-]?\.\d+)(?:[eE]([+-]?\d+))?([a-zA-Z]*)$/.exec(text?.trim() ?? '');
  const factor = factors[match?.[3] ?? ''];
  if (!match || factor === undefined) return null;
  return Number(match[1]) * 10 ** Number(match[2] ?? 0) * factor;
}
