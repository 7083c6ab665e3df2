import { type CheckContext, type CheckValues, finding, type HostCheck, passed, unreadable } from '../../check';
import { endLine, fewOf, hasEnd, saidAfter } from '../lines';
import { owned, ownership, saysOwner } from '../ownership';

const liveNames = 'containerd-shim*|conmon|docker-containe|kube-apiserver|etcd';
/** bash, no forks: what must not be pulled from under, by the kernel's 15 characters of its name. */
const eachLive = (then: string) => `for comm in /proc/[0-9]*/comm; do
  { IFS= read -r name < "$comm"; } 2>/dev/null || continue
  case $name in ${liveNames}) ${then} ;; esac
done`;

/**
 * bash: `put_aside PATH…` moves, so that nothing is lost that somebody turns out to need; on another file system or below a mount it
 * refuses. Ends the script while a container, an API server or an etcd runs.
 */
const cleaning = `${eachLive('live=$name')}
if [ -n "\${live-}" ]; then echo "$live runs on this host: nothing is removed" >&2; exit 1; fi
aside=/var/lib/slipway/leftovers/$(date -u +%Y%m%dT%H%M%SZ)
put_aside() {
  local path
  for path in "$@"; do
    [ -e "$path" ] || [ -L "$path" ] || continue
    if awk -v path="$path" '$2 == path || index($2, path "/") == 1 { found = 1 } END { exit !found }' /proc/self/mounts; then
      echo "Something is mounted at or below $path: unmount it, or empty it by hand" >&2
      return 1
    fi
    install -d -m 0700 /var/lib/slipway/leftovers
    mkdir -p "$aside\${path%/*}"
    mv -- "$path" "$aside$path"
    echo "$path is in $aside now"
  done
}`;

type Leftover = Pick<HostCheck, 'id' | 'source' | 'byHand'> & {
  appliesTo: HostCheck['appliesTo'];
  /** bash: prints `found THING` for each; may print more, that `severity` reads. */
  look: (context: CheckContext) => string;
  /** Whether a run of this plan puts the same there. */
  oursToo: boolean;
  /** Of what was found (never empty) and printed; null: it does no harm. 'block' unless said otherwise. */
  severity?: (found: string[], printed: string, context: CheckContext) => 'block' | 'warn' | null;
  /** bash after `cleaning`. */
  clean?: (context: CheckContext) => string;
};

/**
 * What an earlier installation left. Nobody's, or this very plan's: a host that a run of this plan has installed may be
 * run over again.
 */
export function leftover({ look, oursToo, severity, clean, ...check }: Leftover): HostCheck {
  const find = (context: CheckContext) => look(context).trim();
  return {
    kind: 'host',
    group: 'state',
    section: 'hosts',
    replaces: ['plan.host.leftover'],
    ...check,
    script: (context) => `${ownership}
see_processes
for name in "\${!distinct_processes[@]}"; do case $name in ${liveNames}) echo "live $name" ;; esac; done
${find(context)}\n${endLine}`,
    judge: (reading, context, host) => {
      const { stdout } = reading;
      if (!hasEnd(stdout) || !saysOwner(stdout)) return unreadable(reading);
      const found = [...new Set(saidAfter(stdout, 'found'))].sort();
      const live = [...new Set(saidAfter(stdout, 'live'))].sort();
      const owner = oursToo ? owned(context, host, stdout) : 'other';
      const values = {
        count: found.length,
        items: fewOf(found),
        owner: found.length > 0 ? owner : 'other',
        running: live.length,
        live: live.join(', '),
      };
      if (found.length === 0 || owner === 'plan') return passed(values);
      const grave = severity ? severity(found, stdout, context) : 'block';
      return grave ? finding(grave, values, found.join('\n')) : passed(values);
    },
    ...(clean
      ? {
          fix: {
            script: (context: CheckContext, _host: unknown, values: CheckValues) =>
              values.running === 0 ? `${cleaning}\n${clean(context).trim()}` : null,
            verify: (context: CheckContext) => `found=$(${find(context)}\n) || exit 1
case $'\\n'"$found" in *$'\\n''found '*) exit 1 ;; esac`,
          },
        }
      : {}),
  };
}

/** bash: `found` for each path that is there. Patterns are expanded. */
export const foundPaths = (...paths: string[]): string =>
  `for path in ${paths.join(' ')}; do if [ -e "$path" ] || [ -L "$path" ]; then echo "found $path"; fi; done`;
