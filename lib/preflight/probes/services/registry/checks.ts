import { quote } from '@/lib/text/quote';
import type { ProbeCheck } from '../../../check';
import { withRole } from '../../../checks/applies';
import { checksOf } from '../probe-check';
import { usesRegistry } from '../users';

const check = checksOf('registry', 'registry', usesRegistry);

/** Repository that the checks push to; always the same, because a registry may keep the name of an empty one. */
export const repositoryOf = (namespace: string): string => `${namespace ? `${namespace}/` : ''}slipway-preflight`;

/** curl asks for the password: it stands in no command. */
const curl =
  (words: string, path = '/v2/'): ProbeCheck['byHand'] =>
  ({ plan: { registry } }) => {
    if (registry.kind !== 'external') return '';
    const user = registry.user ? `-u ${quote(registry.user)} ` : '';
    const url = `${registry.scheme}://${registry.address}${path.replace('NAME', () => repositoryOf(registry.namespace))}`;
    return `curl ${user}${words}${quote(url)}`;
  };

const builds = withRole('build');

export const registryChecks: ProbeCheck[] = [
  check('registry.reach', 'a TCP connection from the host', curl('-v ')),
  check('registry.scheme', 'containerd certs.d: http only where it is configured', curl('-si ')),
  check(
    'registry.tls',
    'chain to the given CA or the host’s own, name, expiry: 30 days',
    ({ plan: { registry } }) =>
      registry.kind === 'external'
        ? `openssl s_client -connect ${quote(registry.address)} -showcerts </dev/null | openssl x509 -noout -dates -ext subjectAltName`
        : '',
    {
      appliesTo: (context, host) =>
        context.plan.registry.kind === 'external' &&
        context.plan.registry.scheme === 'https' &&
        usesRegistry(context, host),
    },
  ),
  check('registry.login', 'OCI distribution: GET /v2/', curl('-si ')),
  check('registry.delete', 'OCI distribution: DELETE by digest', curl('-si ', '/v2/NAME/tags/list')),
  check('registry.push', 'OCI distribution: blobs and a manifest', curl('-si -X POST ', '/v2/NAME/blobs/uploads/')),
  check('registry.pull', 'OCI distribution: by digest', curl('-si ', '/v2/NAME/tags/list')),
];

export const registryRateChecks: ProbeCheck[] = [
  check('registry.push-rate', 'threshold ours: 20 MB/s', curl('-si -X POST ', '/v2/NAME/blobs/uploads/'), {
    appliesTo: (context, host) => usesRegistry(context, host) && builds(context, host),
  }),
  check('registry.pull-rate', 'threshold ours: 20 MB/s', curl('-o /dev/null -w "%{speed_download}\\n" ', '/v2/')),
];
