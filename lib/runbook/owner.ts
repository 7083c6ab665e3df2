import { quote } from '@/lib/text/quote';

/**
 * Who began something on a host, as a marker there tells it: the plan's name in its first line, its id in the second. Names are chosen by people,
 * and two consoles have a `prod` each; the id is nobody else's. Without an id (older installs, and runbooks that were compiled from a file)
 * there is only the first line.
 */
export type Owner = { name: string; id: string };

/** bash: writes the marker. */
export const markOwner = ({ name, id }: Owner, marker: string): string =>
  `printf '%s\\n' ${[name, ...(id ? [id] : [])].map(quote).join(' ')} > ${marker}`;

/**
 * bash functions: `mine MARKER` when this plan has begun it, `namesake MARKER` when a plan of the same name and another id has.
 *
 * Where one side knows no id the name decides: what an older Slipway began must stay repeatable after an upgrade, and the preflight, which stands
 * before, looks at what the console has run and stops what it can't be sure of (lib/preflight/checks/ownership.ts).
 */
export const ownerFunctions = ({ name, id }: Owner): string =>
  `whose() { owner= owner_id=; { IFS= read -r owner; IFS= read -r owner_id; } 2>/dev/null < "$1" || true; }
${
  id
    ? `mine() { whose "$1"; if [ -n "$owner_id" ]; then [ "$owner_id" = ${quote(id)} ]; else [ "$owner" = ${quote(name)} ]; fi; }
namesake() { whose "$1"; [ -n "$owner_id" ] && [ "$owner_id" != ${quote(id)} ] && [ "$owner" = ${quote(name)} ]; }`
    : `mine() { whose "$1"; [ "$owner" = ${quote(name)} ]; }
namesake() { false; }`
}
# MARKER: ends the step when what is on this host isn't this plan's
only_mine() {
  if namesake "$1"; then
    echo "This host holds the Kubernetes of another plan named $owner (id $owner_id, not "${quote(id)}'). Uninstall that one, or reset this host by hand (kubeadm reset), to use it here.' >&2
    exit 1
  fi
  if ! mine "$1"; then
    echo 'This host holds a Kubernetes that Slipway did not set up: /etc/kubernetes. Reset it by hand (kubeadm reset) to use it here.' >&2
    exit 1
  fi
}`;
