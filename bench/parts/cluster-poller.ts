import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * The outside poller of `bench install`, the same for the product and for the script: over its own SSH connection to
 * the first host it asks the cluster every half second, and knows nothing of who builds it. "Ready" means: every node
 * is Ready, and every pod of kube-system and kube-flannel is, with as many as three stacked control planes have:
 * etcd, API server, controller manager, scheduler, kube-proxy and flannel on each, and both coredns.
 */
export const expected = (nodes: number) => ({ nodes, pods: nodes * 6 + 2 });

const script = (nodes: number) => `
export KUBECONFIG=/etc/kubernetes/admin.conf
while :; do
  if [ -s $KUBECONFIG ] && command -v kubectl > /dev/null; then
    n=$(kubectl get nodes --request-timeout=2s -o jsonpath='{range .items[*]}{.status.conditions[?(@.type=="Ready")].status}{"\\n"}{end}' 2> /dev/null | grep -c '^True$')
    if [ "$n" = ${nodes} ]; then
      p=$(for ns in kube-system kube-flannel; do kubectl -n $ns get pods --request-timeout=2s -o jsonpath='{range .items[*]}{.status.conditions[?(@.type=="Ready")].status}{"\\n"}{end}' 2> /dev/null; done)
      echo "pods $(grep -c '^True$' <<< "$p") $(grep -c . <<< "$p")"
    else
      echo "nodes $n"
    fi
  fi
  sleep 0.5
done`;

export async function untilReady(options: {
  address: string;
  keyFile: string;
  nodes: number;
  deadlineMs: number;
}): Promise<number> {
  const want = expected(options.nodes);
  let child: ChildProcess | undefined;
  const timer = setTimeout(() => child?.kill(), options.deadlineMs);
  const began = Date.now();
  let last = '';
  try {
    child = spawn(
      'ssh',
      [
        ...['-i', options.keyFile, '-o', 'BatchMode=yes', '-o', 'StrictHostKeyChecking=no', '-o', 'LogLevel=ERROR'],
        ...['-o', 'UserKnownHostsFile=/dev/null', `root@${options.address}`, 'bash -s'],
      ],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    child.stdin?.end(script(options.nodes));
    if (child.stdout === null) throw new Error('ssh gave no output stream');
    for await (const line of createInterface({ input: child.stdout })) {
      last = line;
      const [what, ready, all] = line.split(' ');
      if (what === 'pods' && Number(ready) === want.pods && Number(all) === want.pods) return Date.now();
    }
  } finally {
    clearTimeout(timer);
    child?.kill();
  }
  throw new Error(
    `${want.nodes} nodes and ${want.pods} system pods were not Ready after ${Math.round((Date.now() - began) / 1000)} s; last seen: ${last || 'nothing'}`,
  );
}
