import type { Plan } from '@/lib/plan/schema';
import { stampPath } from '@/lib/runbook/step';
import { saidAfter } from './lines';

/**
 * bash: whose Kubernetes this is. `owner`: the plan that a run of ours began here for. `ours done` when that run joined this
 * host, `ours begun` when it left something that the next run clears by itself (the runbook's init and join ask the same).
 */
export const ownershipReading = `unset ownership
print_ownership() {
  if [ -n "\${ownership-}" ]; then printf '%s' "$ownership"; return; fi
  local owner= stamp file
  for stamp in ${stampPath('kubeadm-init-begun')} ${stampPath('join-begun')}; do [ ! -r "$stamp" ] || IFS= read -r owner < "$stamp"; done
  ownership="owner $owner"$'\\n'
  for stamp in ${['kubeadm-init', 'join-finish', 'join-worker'].map(stampPath).join(' ')}; do [ ! -e "$stamp" ] || ownership+=$'ours done\\n'; done
  for file in /etc/kubernetes/kubelet.conf /etc/kubernetes/bootstrap-kubelet.conf /etc/kubernetes/manifests/*; do [ ! -e "$file" ] || ownership+=$'ours begun\\n'; done
  printf '%s' "$ownership"
}`;
export const ownership = 'print_ownership';

/** Whether `ownership` printed an owner at all: a script that was cut off before has said nothing. */
export const saysOwner = (stdout: string): boolean => /^owner ?/m.test(stdout);

/** Of what `ownership` printed: a run of this plan has put a Kubernetes here, and may go over it again. */
export const belongsTo = ({ name }: Pick<Plan, 'name'>, stdout: string): boolean =>
  name !== '' && saidAfter(stdout, 'owner')[0] === name && saidAfter(stdout, 'ours').length > 0;

/** bash: `vip-owner`, the plan whose install has set its virtual address here by hand, before there was a Kubernetes. */
export const vipOwnership = `if [ -r ${stampPath('hold-vip')} ]; then IFS= read -r owner < ${stampPath('hold-vip')}; echo "vip-owner $owner"; fi`;

/** Of what both scripts printed: the plan's virtual address and its Keepalived have a right to be here. */
export const mayHoldVip = (plan: Pick<Plan, 'name'>, stdout: string): boolean =>
  belongsTo(plan, stdout) || (plan.name !== '' && saidAfter(stdout, 'vip-owner')[0] === plan.name);
