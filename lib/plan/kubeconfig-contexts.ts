import { isMap, parseDocument } from 'yaml';

/** Contexts of a kubeconfig, each name once, and the one that it says is current ('' for none). */
export type KubeconfigContexts = { names: string[]; current: string };

/** Null when the text is no kubeconfig; what is wrong with it then is said by whoever reads it whole. */
export function contextsOf(text: string): KubeconfigContexts | null {
  const value = read(text);
  if (!value || !Array.isArray(value.contexts)) return null;
  const names = value.contexts.flatMap((each: unknown) => {
    const name = typeof each === 'object' && each !== null && 'name' in each ? each.name : null;
    return typeof name === 'string' && name !== '' ? [name] : [];
  });
  const current = value['current-context'];
  return { names: [...new Set(names)], current: typeof current === 'string' ? current : '' };
}

/** The same kubeconfig with another current context; the text itself when it is none. */
export function withContext(text: string, name: string): string {
  if (name === '' || contextsOf(text)?.current === name) return text;
  const document = parseDocument(text);
  if (document.errors.length > 0 || !isMap(document.contents)) return text;
  document.set('current-context', name);
  return document.toString({ lineWidth: 0 });
}

function read(text: string): { contexts?: unknown; 'current-context'?: unknown } | null {
  const document = parseDocument(text);
  if (document.errors.length > 0 || !isMap(document.contents)) return null;
  try {
    return document.toJS({ maxAliasCount: 100 }) as object;
  } catch {
    // An alias that leads nowhere, or to itself.
    return null;
  }
}
