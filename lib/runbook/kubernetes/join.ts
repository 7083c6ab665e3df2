import { quote } from '@/lib/text/quote';
import type { Context, Target } from '../context';
import { apiReady, etcdFunctions } from '../health';
import { markOwner, ownerFunctions } from '../owner';
import type { Step } from '../runbook';
import { stampPath, step, stepId, waitFor } from '../step';
import { controlPlaneImageSteps } from './images';
import { clearPodNetwork, credentialsFile, withoutColours } from './init';
import { etcdDataDir, joinConfig } from './kubeadm-config';
import { rootKubeconfig } from './kubeconfig';

const clusterReachable = ({ vip, first }: Context) =>
  vip ? stepId('keepalived', first) : stepId('kubeadm-init', first);
const allNames = (context: Context) => context.hosts.map(({ name }) => name);

/** bash: `registered`: every host of the plan is a node. */
const registered = (names: string[]) => `registered() {
  local have name
  have=$(kubectl get nodes -o name 2>/dev/null) || { echo 'the API does not answer'; return 1; }
  for name in ${names.map(quote).join(' ')}; do
    printf '%s\\n' "$have" | grep -qxF "node/$name" || { echo "$name is not a node"; return 1; }
  done
}`;

/**
 * A token and uploaded certificates of this run, for hosts that join in a later run than the one that ran init: both
 * live two hours. Satisfied when init has just made them, or when nobody is left to join.
 */
export function joinCredentials(context: Context): Step {
  const { first } = context;
  const credentials = credentialsFile('join-credentials');
  const stamp = stampPath('join-credentials');
  return step({
    action: 'join-credentials',
    host: first.name,
    phase: 'control-planes',
    needs: [clusterReachable(context)],
    files: [credentials],
    observe: `${registered(allNames(context))}
if [ -n "$(find ${stamp} -mmin -90 2>/dev/null)" ] && [ "$(cut -d' ' -f1 ${stamp})" = @{sha256:${credentials.path}} ]; then exit 0; fi
registered >/dev/null || exit 1`,
    act: `{ read -r token; read -r key; } < ${credentials.path}
echo 'Making a bootstrap token for this run'
kubeadm token delete "$(printf %s "$token" | cut -d. -f1)" >/dev/null 2>&1 || true
kubeadm token create "$token" --ttl 2h >/dev/null
echo 'Uploading the control plane certificates'
kubeadm init phase upload-certs --upload-certs --certificate-key "$key" --skip-certificate-key-print | ${withoutColours}
sha256sum < ${credentials.path} > ${stamp}`,
    verify: `[ "$(cut -d' ' -f1 ${stamp})" = @{sha256:${credentials.path}} ] || { echo 'credentials are of another run' >&2; exit 1; }
kubectl -n kube-system get secret kubeadm-certs -o name`,
    deadlineSeconds: { act: 120, verify: 30 },
    estimateSeconds: 1,
  });
}

const memberVotes = (context: Context, host: Target) => `${etcdFunctions}
joined() {
  [ -f /etc/kubernetes/kubelet.conf ] && [ -f /etc/kubernetes/manifests/etcd.yaml ] || { echo 'not joined'; return 1; }
  etcd_votes ${host.address}
}
# as any healthy control plane knows it: "ID voter|learner started|unstarted URL" of this host, or nothing
my_member() {
  local peer all
  for peer in ${context.controlPlanes
    .filter((peer) => peer !== host)
    .map(({ address }) => address)
    .join(' ')}; do
    all=$(etcd_members "$peer") || continue
    printf '%s\\n' "$all" | awk '$4 == "https://${host.address}:2380"'
    return 0
  done
  return 1
}`;

/**
 * Everything of a control plane's join that other joins need not wait for: preflight, certificates, kubeconfigs, manifests
 * and kubelet. The manifests wait beside their folder, so that no API server starts before its etcd.
 */
export function joinPrepare(context: Context, host: Target): Step {
  const folder = '/run/slipway/join-prepare';
  const waiting = '/var/lib/slipway/manifests';
  const begun = stampPath('join-begun');
  const dataDir = etcdDataDir(context);
  return step({
    action: 'join-prepare',
    host: host.name,
    phase: 'control-planes',
    needs: [
      stepId('prepare-os', host),
      stepId('kubelet', host),
      ...controlPlaneImageSteps(context, host),
      clusterReachable(context),
      stepId('join-credentials', context.first),
    ],
    files: [joinConfig(context, host, `${folder}/kubeadm.yaml`)],
    observe: `${memberVotes(context, host)}
joined >/dev/null || exit 1`,
    act: `${memberVotes(context, host)}
${ownerFunctions(context.owner)}
mkdir -p /var/lib/slipway/stamps ${waiting}
if [ -e /etc/kubernetes/kubelet.conf ] || [ -e /etc/kubernetes/bootstrap-kubelet.conf ] || [ -e /etc/kubernetes/pki ] || [ -n "$(ls -A /etc/kubernetes/manifests 2>/dev/null)" ]; then
  only_mine ${begun}
  member=
  if [ -e /etc/kubernetes/pki/etcd/healthcheck-client.key ]; then
    member=$(my_member) || { echo 'No other control plane answers for etcd, so nothing is changed' >&2; exit 1; }
  fi
  case $member in
    *' voter started '*)
      echo 'The etcd member of this host votes: it is left alone, what is stopped is started'
      mv -n ${waiting}/*.yaml /etc/kubernetes/manifests/ 2>/dev/null || true
      systemctl start containerd kubelet
      exit 0 ;;
  esac
  echo 'Clearing what an attempt that did not end left on this host'
  # the member itself, if there is one, is removed by the next step, with certificates made anew; until that has seen
  # that it does not vote, its data is only put aside
  kubeadm reset --force --skip-phases=remove-etcd-member 2>&1 | ${withoutColours}
  ${clearPodNetwork}
  if [ -d ${quote(dataDir)}/member ]; then
    rm -rf ${quote(`${dataDir}.slipway`)}
    mv ${quote(dataDir)} ${quote(`${dataDir}.slipway`)}
  fi
fi
${markOwner(context.owner, begun)}
kubeadm join --config ${folder}/kubeadm.yaml --skip-phases=kubelet-start,etcd-join,kubelet-wait-bootstrap,control-plane-join,wait-control-plane 2>&1 | ${withoutColours}
rm -f ${waiting}/*.yaml
mv /etc/kubernetes/manifests/kube-*.yaml ${waiting}/
kubeadm join phase kubelet-start --config ${folder}/kubeadm.yaml 2>&1 | ${withoutColours}`,
    verify: `${waitFor}
kubelet_runs() { systemctl is-active --quiet kubelet || { echo 'kubelet is not active'; return 1; }; }
[ -f /etc/kubernetes/pki/etcd/peer.crt ] || { echo 'no certificates for etcd' >&2; exit 1; }
wait_for 30 kubelet kubelet_runs
echo 'Certificates and manifests are made, kubelet runs'`,
    deadlineSeconds: { act: 300, verify: 60 },
    estimateSeconds: 5,
  });
}

/**
 * The part that must be one host at a time: the etcd member. The next control plane waits until this member votes and this
 * host's own API server is ready.
 */
export function joinEtcd(context: Context, host: Target, before: Target): Step {
  const folder = '/run/slipway/join-etcd';
  const waiting = '/var/lib/slipway/manifests';
  const dataDir = etcdDataDir(context);
  const own = `${host.address}:6443`;
  return step({
    action: 'join-etcd',
    host: host.name,
    phase: 'control-planes',
    needs: [
      stepId('join-prepare', host),
      before === context.first ? stepId('kubeadm-init', before) : stepId('join-etcd', before),
    ],
    files: [joinConfig(context, host, `${folder}/kubeadm.yaml`)],
    observe: `${memberVotes(context, host)}
${apiReady}
joined >/dev/null || exit 1
api_ready ${own} >/dev/null || exit 1`,
    act: `${memberVotes(context, host)}
start_manifests() { mkdir -p /etc/kubernetes/manifests; mv ${waiting}/*.yaml /etc/kubernetes/manifests/ 2>/dev/null || true; }
member=$(my_member) || { echo 'No other control plane answers for etcd, so nothing is changed' >&2; exit 1; }
case $member in
  '') ;;
  *' voter started '*)
    if [ ! -d ${quote(dataDir)}/member ] && [ -d ${quote(`${dataDir}.slipway`)}/member ]; then
      rm -rf ${quote(dataDir)}
      mv ${quote(`${dataDir}.slipway`)} ${quote(dataDir)}
      kubeadm join phase etcd-join --config ${folder}/kubeadm.yaml 2>&1 | ${withoutColours}
    fi
    if [ ! -d ${quote(dataDir)}/member ]; then
      echo "etcd holds a voting member of this host (\${member%% *}), but its data is gone from ${dataDir}. Remove it on a healthy control plane: etcdctl member remove" >&2
      exit 1
    fi
    echo 'The etcd member of this host votes already'
    start_manifests
    systemctl start kubelet
    exit 0 ;;
  *)
    id=\${member%% *}
    echo "Removing the unfinished etcd member of this host: $member"
    rm -f /etc/kubernetes/manifests/etcd.yaml
    for peer in ${context.controlPlanes
      .filter((peer) => peer !== host)
      .map(({ address }) => address)
      .join(' ')}; do
      if etcd_ask "$peer" cluster/member/remove "{\\"ID\\":\\"$id\\"}" >/dev/null; then removed=1; break; fi
    done
    [ "\${removed:-}" = 1 ] || { echo 'No control plane removed it' >&2; exit 1; }
    # a container of the failed attempt may still write there
    for container in $(ctr -n k8s.io containers ls -q 'labels."io.kubernetes.container.name"==etcd' 2>/dev/null); do
      ctr -n k8s.io tasks kill -s KILL "$container" >/dev/null 2>&1 || true
    done
    rm -rf ${quote(dataDir)}/member ;;
esac
rm -rf ${quote(`${dataDir}.slipway`)}
# the API server takes as long to start as etcd to join: it asks for etcd again until it is there
start_manifests
kubeadm join phase etcd-join --config ${folder}/kubeadm.yaml 2>&1 | ${withoutColours}`,
    verify: `${etcdFunctions}
${apiReady}
${waitFor}
wait_for 120 'the vote of the etcd member of ${host.name}' etcd_votes ${host.address}
wait_for 180 'the API server of ${host.name}' api_ready ${own}
etcd_votes ${host.address}
api_ready ${own}`,
    deadlineSeconds: { act: 300, verify: 320 },
    estimateSeconds: 12,
  });
}

/** What is left of a control plane's join; the next host's etcd does not wait for it. */
export function joinFinish(context: Context, host: Target): Step {
  const folder = '/run/slipway/join-finish';
  const done = stampPath('join-finish');
  const node = `node() { kubectl --kubeconfig /etc/kubernetes/admin.conf get node ${quote(host.name)} -o name >/dev/null 2>&1 || { echo '${host.name} is not a node'; return 1; }; }`;
  return step({
    action: 'join-finish',
    host: host.name,
    phase: 'control-planes',
    needs: [stepId('join-etcd', host)],
    files: [joinConfig(context, host, `${folder}/kubeadm.yaml`)],
    observe: `${node}
[ -f ${done} ] && cmp -s ${done} /etc/kubernetes/pki/ca.crt || exit 1
node >/dev/null || exit 1
cmp -s /root/.kube/config /etc/kubernetes/admin.conf || exit 1`,
    act: `# started before this API server was there, kubelet asks for its certificate and reads Services less and less often
# (half a minute and more was seen); started anew it does at once, and the static pods go on
systemctl restart kubelet
kubeadm join phase kubelet-wait-bootstrap --config ${folder}/kubeadm.yaml 2>&1 | ${withoutColours}
kubeadm join phase control-plane-join all --config ${folder}/kubeadm.yaml 2>&1 | ${withoutColours}
${rootKubeconfig}
cp /etc/kubernetes/pki/ca.crt ${done}`,
    verify: `${node}
${waitFor}
wait_for 60 'the node' node
echo '${host.name} is a control plane'`,
    deadlineSeconds: { act: 400, verify: 90 },
    estimateSeconds: 5,
  });
}

/** A worker, whole. Workers wait neither for each other nor for the other control planes. */
export function joinWorker(context: Context, host: Target): Step {
  const folder = '/run/slipway/join-worker';
  const begun = stampPath('join-begun');
  const done = stampPath('join-worker');
  const node = `node() { kubectl --kubeconfig /etc/kubernetes/kubelet.conf get node ${quote(host.name)} -o name >/dev/null 2>&1 || { echo '${host.name} is not a node'; return 1; }; }`;
  return step({
    action: 'join-worker',
    host: host.name,
    phase: 'workers',
    needs: [
      stepId('prepare-os', host),
      stepId('kubelet', host),
      stepId('images-node', host),
      clusterReachable(context),
      stepId('join-credentials', context.first),
    ],
    files: [joinConfig(context, host, `${folder}/kubeadm.yaml`)],
    observe: `${node}
${ownerFunctions(context.owner)}
! namesake ${begun} || exit 1
[ -f ${done} ] && cmp -s ${done} /etc/kubernetes/pki/ca.crt || exit 1
systemctl is-active --quiet kubelet || exit 1
node >/dev/null || exit 1`,
    act: `${node}
${ownerFunctions(context.owner)}
mkdir -p /var/lib/slipway/stamps
if [ -f ${done} ] && [ -f /etc/kubernetes/kubelet.conf ]; then
  ! namesake ${begun} || only_mine ${begun}
  echo 'This host joined before; starting what is stopped'
  systemctl start containerd kubelet
  exit 0
fi
if [ -e /etc/kubernetes/kubelet.conf ] || [ -e /etc/kubernetes/bootstrap-kubelet.conf ] || [ -n "$(ls -A /etc/kubernetes/manifests 2>/dev/null)" ]; then
  only_mine ${begun}
  echo 'Clearing what an attempt that did not end left on this host'
  kubeadm reset --force 2>&1 | ${withoutColours}
  ${clearPodNetwork}
fi
${markOwner(context.owner, begun)}
kubeadm join --config ${folder}/kubeadm.yaml 2>&1 | ${withoutColours}
cp /etc/kubernetes/pki/ca.crt ${done}`,
    verify: `${node}
${waitFor}
wait_for 60 'the node' node
echo '${host.name} is a node'`,
    deadlineSeconds: { act: 400, verify: 90 },
    estimateSeconds: 6,
  });
}
