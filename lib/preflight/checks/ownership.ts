import { internalAddressOf, type PlanHost } from '@/lib/plan/schema';
import { stampPath } from '@/lib/runbook/step';
import type { CheckContext } from '../check';
import { saidAfter } from './lines';

/**
 * bash: whose Kubernetes this is. `owner`: the plan that a run of ours began here for, and `owner-id` its id where the marker has one
 * (lib/runbook/owner.ts). `ours done` when that run joined this
 * host, `ours begun` when it left something that the next run clears by itself (the runbook's init and join ask the same).
 */
export const ownershipReading = `unset ownership
print_ownership() {
  if [ -n "\${ownership-}" ]; then printf '%s' "$ownership"; return; fi
  local owner= owner_id= stamp file
  for stamp in ${stampPath('kubeadm-init-begun')} ${stampPath('join-begun')}; do [ ! -r "$stamp" ] || { owner_id=; IFS= read -r owner; IFS= read -r owner_id; } < "$stamp"; done
  ownership="owner $owner"$'\\n'
  [ -z "$owner_id" ] || ownership+="owner-id $owner_id"$'\\n'
  for stamp in ${['kubeadm-init', 'join-finish', 'join-worker'].map(stampPath).join(' ')}; do [ ! -e "$stamp" ] || ownership+=$'ours done\\n'; done
  for file in /etc/kubernetes/kubelet.conf /etc/kubernetes/bootstrap-kubelet.conf /etc/kubernetes/manifests/*; do [ ! -e "$file" ] || ownership+=$'ours begun\\n'; done
  printf '%s' "$ownership"
}`;
export const ownership = 'print_ownership';

/** Whether `ownership` printed an owner at all: a script that was cut off before has said nothing. */
export const saysOwner = (stdout: string): boolean => /^owner ?/m.test(stdout);

/** Who asks: the plan with its id, and where this console has run its install. */
export type Asking = Pick<CheckContext, 'planId' | 'installedOn'> & { plan: Pick<CheckContext['plan'], 'name'> };

/**
 * Whose a marker is. `plan`: this plan's own. `namesake`: of a plan of the same name with another id, in this console or another. `unclear`: the
 * names are equal, an older Slipway wrote no id, and this console has never run this plan's install on that host, so that nothing but the name
 * speaks for it: what is there is somebody's, until a person has looked. `other`: anybody else's, or nobody's.
 *
 * Without an id of our own (a plan from a file) the name decides: whoever calls has chosen the file, and nothing is installed from there.
 */
export type Owner = 'plan' | 'namesake' | 'unclear' | 'other';

function ownerOf(name: string, id: string, asking: Asking, address: string): Owner {
  const { plan, planId = '', installedOn = [] } = asking;
  if (id !== '' && planId !== '') return id === planId ? 'plan' : name === plan.name ? 'namesake' : 'other';
  if (plan.name === '' || name !== plan.name) return 'other';
  return planId === '' || installedOn.includes(address) ? 'plan' : 'unclear';
}

/**
 * Of what `ownership` printed on a host: whose Kubernetes it has. `plan` only where a run has put something here that the next one
 * may go over.
 */
export function owned(asking: Asking, host: Pick<PlanHost, 'address' | 'internalAddress'>, stdout: string): Owner {
  if (saidAfter(stdout, 'ours').length === 0) return 'other';
  const [[name = ''], [id = '']] = [saidAfter(stdout, 'owner'), saidAfter(stdout, 'owner-id')];
  return ownerOf(name, id, asking, internalAddressOf(host));
}

/** bash: `vip-owner`, the plan whose install has set its virtual address here by hand, before there was a Kubernetes; `vip-owner-id` its id. */
export const vipOwnership = `if [ -r ${stampPath('hold-vip')} ]; then
  { IFS= read -r owner; IFS= read -r owner_id || owner_id=; } < ${stampPath('hold-vip')}
  echo "vip-owner $owner"
  [ -z "$owner_id" ] || echo "vip-owner-id $owner_id"
fi`;

/** Of what both scripts printed: the plan's virtual address and its Keepalived have a right to be here. */
export function mayHoldVip(
  asking: Asking,
  host: Pick<PlanHost, 'address' | 'internalAddress'>,
  stdout: string,
): boolean {
  if (owned(asking, host, stdout) === 'plan') return true;
  const [[name = ''], [id = '']] = [saidAfter(stdout, 'vip-owner'), saidAfter(stdout, 'vip-owner-id')];
  return ownerOf(name, id, asking, internalAddressOf(host)) === 'plan';
}
