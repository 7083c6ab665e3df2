import { type Look, nameOf, type Sign } from '../look';
import { timeOf } from '../objects';
import { databaseSign } from './database-fault';

/**
 * A condition that can be false only because what it looks at is still made, milliseconds: the operator looks again
 * every 3 to 5 s, and what it needs (the registry's pod, a test claim, CoreDNS on a new node) takes a few passes.
 */
export const unsettledConditionMs = 25_000;

type Condition = NonNullable<NonNullable<NonNullable<Look['objects']['cluster']>['status']>['conditions']>[number];

export function conditionSigns(look: Look): Sign[] {
  return (look.objects.cluster?.status?.conditions ?? []).flatMap((condition) => {
    // Running sums up the components, which are looked at themselves.
    if (condition.status !== 'False' || condition.type === 'Running') return [];
    return signOf(look, condition) ?? [];
  });
}

function signOf(look: Look, condition: Condition): Sign | null {
  const message = condition.message ?? '';
  const since = timeOf(condition.lastTransitionTime);
  const young = look.now - since < unsettledConditionMs;
  const sign = (kind: Sign['kind'], variant: string, values: Sign['values'] = {}, component = ''): Sign => ({
    kind,
    variant,
    subject: `condition ${condition.type}`,
    component,
    since,
    values: { condition: condition.type, ...values },
    evidence: look.clean(`${condition.type} False ${condition.reason ?? ''}: ${message}`),
    same: condition.type,
  });
  const inProgress = condition.reason === 'InProgress';
  switch (condition.type) {
    case 'DatabaseRegion':
    case 'DatabaseConsole':
      return inProgress
        ? null
        : {
            ...sign('database', ''),
            ...databaseSign(look, condition.type === 'DatabaseRegion' ? 'region' : 'console', message),
          };
    case 'DNS': {
      const name = /lookup ([^\s:]+)/.exec(message)?.[1] ?? '';
      // A name that isn't known stays so; a DNS server that doesn't answer may still be starting.
      if (/no such host/.test(message)) return sign('dns', 'no-such-host', { name });
      return young || inProgress ? null : sign('dns', name === '' ? 'bad-name' : 'no-answer', { name });
    }
    case 'Storage': {
      if (young) return null;
      const test = look.objects.claims.find((claim) => nameOf(claim) === 'foobar');
      return sign('storage', inProgress ? 'in-progress' : 'failed', { class: test?.spec?.storageClassName ?? '' });
    }
    case 'Memory': {
      const [wanted = '', found = ''] = message.match(/\d+/g) ?? [];
      return sign('memory', 'cluster', { wanted: bytes(wanted), found: bytes(found) });
    }
    case 'ImageRepository': {
      if (young) return null;
      const image = /image (\S+?)[:,]? err/.exec(message)?.[1] ?? '';
      const domain = look.objects.cluster?.spec?.imageHub?.domain ?? '';
      return sign('image-pull', 'registry', { image, registry: domain || 'goodrain.me' }, 'rbd-hub');
    }
    default:
      return young ? null : sign('operator', 'condition', { reason: condition.reason ?? '' });
  }
}

/** GiB, with one digit. */
const bytes = (text: string) => (text === '' ? '' : (Number(text) / 2 ** 30).toFixed(1));
