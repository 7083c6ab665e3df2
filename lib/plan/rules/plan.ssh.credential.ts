import { credentialUses } from '@/lib/plan/credential-kinds';
import { credentialProblemAt } from '@/lib/plan/credential-problem';
import { labelOf } from '@/lib/plan/node-networks';
import { rule } from '@/lib/plan/rule';
import { isReachedBySsh } from '@/lib/plan/ssh-hosts';

/** SSH signs in with a password or a private key, where Slipway has to sign in at all. Bastions on the way have a rule of their own. */
export const planSshCredential = rule('plan.ssh.credential', 'hosts', ({ plan, credentials = null }) => {
  const uses = credentialUses(plan).filter(({ place }) => place === 'host');
  return plan.hosts.flatMap((host, index) => {
    const use = uses[index];
    if (!isReachedBySsh(plan, host)) return [];
    const found = use && credentialProblemAt(use, credentials);
    if (!found) return [];
    const values = { host: labelOf(plan, host), user: host.ssh.user, ...found };
    return [{ severity: 'block' as const, hosts: [host.name], path: use.path, values }];
  });
});
