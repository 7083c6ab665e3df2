import type { HostFacts } from '@/lib/plan/facts';

/** os-release(5) by its lines; what a file doesn't say is '' or []. */
export function osOfRelease(lines: string[]): HostFacts['os'] {
  const value = (key: string) => {
    const raw = lines.find((line) => line.startsWith(`${key}=`))?.slice(key.length + 1) ?? '';
    return raw.replace(/^(["'])(.*)\1$/, '$2').replace(/\\(.)/g, '$1');
  };
  return {
    id: value('ID'),
    idLike: value('ID_LIKE').split(/\s+/).filter(Boolean),
    versionId: value('VERSION_ID'),
    prettyName: value('PRETTY_NAME'),
  };
}
