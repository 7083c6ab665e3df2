import { type CompareCheck, finding, type HostCheck, passed, unreadable } from '../check';
import { runsKubernetes } from './applies';

const swapOff: HostCheck = {
  kind: 'host',
  id: 'swap.off',
  group: 'system',
  section: 'hosts',
  source: 'kubelet failSwapOn=true',
  appliesTo: runsKubernetes,
  byHand: () => 'swapon --show --bytes',
  script: () => 'cat /proc/swaps',
  judge: (reading) => {
    // Filename Type Size Used Priority; sizes in KiB (proc(5)).
    const [head, ...rows] = reading.stdout.trim().split('\n');
    if (!head?.startsWith('Filename')) return unreadable(reading);
    const kib = rows.reduce((sum, row) => sum + Number(row.trim().split(/\s+/)[2] ?? 0), 0);
    const values = { gib: kib / 1024 / 1024, areas: rows.length };
    return rows.length === 0 ? passed(values) : finding('block', values, rows.join('\n'));
  },
  fix: {
    files: () => [{ path: '/etc/fstab', filter: "sed -E '/^[^#].*[[:space:]]swap[[:space:]]/s/^/# slipway: /'" }],
    script: () => 'swapoff -a',
    verify: () => '[ "$(wc -l < /proc/swaps)" -le 1 ]',
  },
};

export const systemChecks: (HostCheck | CompareCheck)[] = [swapOff];
