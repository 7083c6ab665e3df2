/**
 * bash functions that ask etcd over its JSON gateway with curl, because etcdctl is only inside a container that may not
 * run. Certificates are those of the host; kubeadm makes them before etcd starts.
 */
export const etcdFunctions = `etcd_ask() { # ADDRESS PATH BODY
  local pki=/etc/kubernetes/pki/etcd
  curl -sS -f -m 5 --cacert $pki/ca.crt --cert $pki/healthcheck-client.crt --key $pki/healthcheck-client.key \\
    -X POST -H 'Content-Type: application/json' -d "$3" "https://$1:2379/v3/$2" 2>/dev/null
}
etcd_members() { # ADDRESS: a line per member as that host knows it: ID, voter|learner, started|unstarted, peer URL
  local answer line id url role started
  answer=$(etcd_ask "$1" cluster/member/list '{}') || return 1
  printf '%s' "$answer" | tr '{' '\\n' | grep '"peerURLs"' | while read -r line; do
    id=$(printf '%s' "$line" | grep -o '"ID":"[0-9]*"' | cut -d'"' -f4)
    url=$(printf '%s' "$line" | grep -o '"peerURLs":\\["[^"]*"' | cut -d'"' -f4)
    role=voter started=unstarted
    case $line in *'"isLearner":true'*) role=learner ;; esac
    case $line in *'"name":"'?*) started=started ;; esac
    echo "$id $role $started $url"
  done
}
etcd_votes() { # ADDRESS: prints what that host's own member says of itself; 0 when it votes and knows a leader
  local answer
  answer=$(etcd_ask "$1" maintenance/status '{}') || { echo "etcd at $1 does not answer"; return 1; }
  case $answer in *'"isLearner":true'*) echo "etcd member of $1 is still a learner"; return 1 ;; esac
  case $answer in *'"leader":"'[1-9]*) echo "etcd member of $1 votes" ;; *) echo "etcd member of $1 knows no leader"; return 1 ;; esac
}`;

/** bash: `api_ready ADDRESS:PORT`: 0 when that API server itself says that it is ready; prints what it says. */
export const apiReady = `api_ready() {
  local code
  code=$(curl -s -o /dev/null -m 3 -w '%{http_code}' --cacert /etc/kubernetes/pki/ca.crt "https://$1/readyz" || true)
  [ "$code" = 200 ] || { echo "https://$1/readyz answers $code"; return 1; }
  echo "https://$1/readyz answers ok"
}`;
