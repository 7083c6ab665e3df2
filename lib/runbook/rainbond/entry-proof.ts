import type { Step } from '../runbook';
import { waitFor } from '../step';
import { clusterStep } from './cluster-step';
import type { RainbondTarget } from './target';

/** bash: an HTTP answer without curl, which a host may lack. */
export const httpAsk = `http_ask() { # ADDRESS PORT HOST PATH: prints the answer
  timeout 8 bash -c 'exec 3<> "/dev/tcp/$1/$2" || exit 1; printf "GET %s HTTP/1.1\\r\\nHost: %s\\r\\nConnection: close\\r\\n\\r\\n" "$4" "$3" >&3; cat <&3' http "$1" "$2" "$3" "$4" 2>/dev/null | tr -d '\\000'
}`;

/**
 * 80, 443, 6060 and with a console 7070 answer at the entry. 80 and 443 belong to applications: any answer to a host name that none of
 * them has will do, and a TLS alert is an answer.
 */
export function rainbondEntryPorts(target: RainbondTarget, needs: string[]): Step {
  const { entryAddress: entry, rainbond } = target;
  const asked = `${httpAsk}
answers_http() { # PORT WORST
  local line
  line=$(http_ask ${entry} "$1" slipway-probe.invalid / | head -n 1 | tr -d '\\r') || true
  case $line in 'HTTP/1.'*) ;; *) echo "${entry}:$1 does not answer"; return 1 ;; esac
  case $line in *' 5'[0-9][0-9]*) [ "$2" = any ] || { echo "${entry}:$1 answers $line"; return 1; } ;; esac
  echo "${entry}:$1 answers $line"
}
answers_tls() { # PORT
  local said
  said=$(timeout 8 openssl s_client -connect "${entry}:$1" -servername slipway-probe.invalid </dev/null 2>&1) || true
  printf '%s\\n' "$said" | grep -q 'has read [1-9]' || { echo "${entry}:$1 does not answer TLS"; return 1; }
  echo "${entry}:$1 answers TLS"
}
ports_answer() {
  answers_http 80 any && answers_tls 443 && answers_http 6060 any${rainbond.console ? ' && answers_http 7070 well' : ''}
}`;
  return clusterStep(target, {
    action: 'rainbond-entry-ports',
    phase: 'proof',
    needs,
    observe: `${asked}
ports_answer >/dev/null 2>&1 || exit 1`,
    act: `${asked}
${waitFor}
wait_for 180 'the entry' ports_answer`,
    verify: `${asked}
ports_answer`,
    deadlineSeconds: { act: 240, verify: 45 },
    estimateSeconds: 2,
  });
}
