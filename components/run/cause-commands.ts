import type { RainbondCause } from '@/lib/kubernetes/rainbond/state';

const kubectl = 'kubectl -n rbd-system';

/** What a person types to see a cause by hand, where kubectl works. */
export function causeCommands({ kind, subject, component, values }: RainbondCause): string[] {
  const [what = '', path = ''] = subject.split(' ');
  const name = path.split('/').at(-1) ?? '';
  switch (kind) {
    case 'operator':
      return values.variant === 'silent'
        ? [`${kubectl} logs deploy/rainbond-operator --tail=50`]
        : [`${kubectl} get deploy,rs,pods`, `${kubectl} get events --sort-by=.lastTimestamp`];
    case 'hook':
      return [`${kubectl} logs job/${name}`];
    case 'database':
      return [
        `mysql -h ${values.host} -P ${values.port} -u ${values.user || 'USER'} -p ${String(values.database).split(', ')[0]}`,
      ];
    case 'dns':
      return [`kubectl run dns-test --rm -it --restart=Never --image=busybox -- nslookup ${values.name}`];
    case 'claim-pending':
      return [`${kubectl} describe pvc ${name}`, 'kubectl get storageclass'];
    case 'memory':
    case 'storage':
      if (what === 'condition') return [`${kubectl} get rainbondcluster -o yaml`, `${kubectl} get pvc`];
      return [`${kubectl} describe pod ${name}`];
    case 'pod-failed':
      return [`${kubectl} describe pod ${name}`, `${kubectl} get rs,pods -o wide`];
    case 'image-pull':
      if (what === 'condition') return [`${kubectl} get rainbondcluster -o yaml`];
      return [`${kubectl} describe pod ${name}`, `crictl pull ${values.image}`];
    case 'crash':
      return [`${kubectl} logs ${name} -c ${values.container} --previous --tail=50`];
    case 'probe':
      return [`${kubectl} logs ${name} -c ${values.container} --tail=50`];
    case 'scheduling':
      return values.variant === 'refused'
        ? [`${kubectl} describe ${what} ${name}`]
        : [`${kubectl} describe pod ${name}`, `kubectl get nodes --show-labels`];
    case 'slow-pull':
      return [`${kubectl} get events --field-selector involvedObject.name=${name}`];
    default:
      return [`${kubectl} get pods -l name=${component}`];
  }
}

/** What the log of the cluster's events is searched for: the condition, the claim or job, else the component. */
export function causeSearch({ subject, component }: RainbondCause): string {
  const [what = '', path = ''] = subject.split(' ');
  if (what === 'pod' || what === 'replicaset' || what === 'rainbondcluster') return component;
  return path.split('/').at(-1) ?? '';
}
