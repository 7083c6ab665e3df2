import { quoteAll } from '@/lib/text/quote';
import type { Context, Target } from '../context';
import type { Step } from '../runbook';
import { step, stepId } from '../step';
import { clockInstaller } from './packages';

/**
 * A daemon that keeps the clock, running and enabled. Whether it has found a server is not asked: a site without
 * Internet must install too, and preflight reports clocks that differ; so it comes `after` what kubeadm waits for.
 */
export function clock(context: Context, host: Target, after: string[]): Step {
  const { uploads, script } = clockInstaller(context, host);
  const units = quoteAll(host.family.clockUnits);
  const running = `clock_unit() {
  local unit
  for unit in ${units}; do systemctl is-active --quiet "$unit" && { echo "$unit"; return 0; }; done
  return 1
}`;
  return step({
    action: 'clock',
    host: host.name,
    phase: 'prepare',
    needs: [stepId('packages', host), ...after],
    uploads,
    // 'nothing available' is kept, or a second run would try again
    observe: `${running}
clock_unit >/dev/null || [ -f /var/lib/slipway/stamps/clock-unavailable ] || exit 1`,
    act: `${running}
rm -f /var/lib/slipway/stamps/clock-unavailable
start() {
  local unit
  for unit in ${units}; do
    systemctl cat "$unit" >/dev/null 2>&1 || continue
    echo "Starting $unit"
    systemctl enable --now --quiet "$unit" && return 0
  done
  return 1
}
install_daemon() (
${script}
)
start || {
  echo 'Nothing keeps this clock; installing' ${host.family.packages.chronyd}
  if install_daemon && start; then :; else
    echo 'No daemon to be had: the clock is left as it is'
    mkdir -p /var/lib/slipway/stamps
    touch /var/lib/slipway/stamps/clock-unavailable
  fi
}`,
    verify: `${running}
if unit=$(clock_unit); then echo "$unit keeps the clock"; else
  [ -f /var/lib/slipway/stamps/clock-unavailable ] || { echo 'no daemon keeps the clock' >&2; exit 1; }
fi`,
    deadlineSeconds: { act: 600, verify: 30 },
    estimateSeconds: 2,
  });
}
