import { quote } from '@/lib/text/quote';
import type { ProbeCheck } from '../../../check';
import { checksOf } from '../probe-check';
import { usesEtcd } from '../users';

const check = checksOf('etcd', 'etcd', usesEtcd);

const etcdctl =
  (words: string): ProbeCheck['byHand'] =>
  ({ plan: { etcd } }) =>
    etcd.kind === 'external'
      ? `etcdctl --endpoints=${quote(etcd.endpoints.join(','))} --cacert=ca.pem --cert=client.pem --key=client-key.pem ${words}`
      : '';

export const etcdChecks: ProbeCheck[] = [
  check('etcd.reach', 'a TCP connection from the host to every endpoint', etcdctl('endpoint status -w table')),
  check('etcd.tls', 'etcd --client-cert-auth: both sides prove themselves', etcdctl('endpoint health')),
  check('etcd.expiry', 'threshold: 30 days', ({ plan: { etcd } }) =>
    etcd.kind === 'external'
      ? etcd.endpoints
          .map(
            (one) =>
              `openssl s_client -connect ${quote(one.replace(/^https?:\/\//, ''))} </dev/null | openssl x509 -noout -enddate`,
          )
          .join('\n')
      : '',
  ),
  check('etcd.health', 'etcd /health: a leader, and no alarm', etcdctl('endpoint health')),
  check('etcd.version', 'etcd: 3.4 is the oldest whose gateway is /v3', etcdctl('endpoint status -w table')),
  check('etcd.members', 'etcd: an odd number survives as much as one more', etcdctl('member list -w table')),
];
