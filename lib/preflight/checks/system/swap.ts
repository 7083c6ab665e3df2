import { finding, passed, unreadable } from '../../check';
import { runsKubernetes } from '../applies';
import { hostCheck } from './host-check';

/**
 * A block although `prepare-os` turns swap off by itself: what is in swap has to fit into memory then, and whoever set it up may need
 * it, so a person agrees before, by the fix. The picture of the preflight has it so; TiUP and kubeasz only warn, as they don't ask.
 */
export const swapOff = hostCheck({
  id: 'swap.off',
  source: 'kubelet failSwapOn=true',
  appliesTo: runsKubernetes,
  byHand: () => 'swapon --show --bytes',
  script: () => 'print_file /proc/swaps',
  judge: (reading) => {
    // Filename Type Size Used Priority; sizes in KiB (proc(5)).
    const [head, ...rows] = reading.stdout.trim().split('\n');
    if (!head?.startsWith('Filename')) return unreadable(reading);
    const sizes = rows.map((row) => Number(/^.+\s(?:file|partition)\s+(\d+)\s+\d+\s+-?\d+$/.exec(row.trim())?.[1]));
    if (sizes.some(Number.isNaN)) return unreadable(reading);
    const values = { gib: sizes.reduce((sum, kib) => sum + kib, 0) / 1024 / 1024, areas: rows.length };
    return rows.length === 0 ? passed(values) : finding('block', values, rows.join('\n'));
  },
  fix: {
    files: () => [{ path: '/etc/fstab', filter: "sed -E '/^[^#].*[[:space:]]swap[[:space:]]/s/^/# slipway: /'" }],
    script: () => 'swapoff -a',
    verify: () => '[ "$(wc -l < /proc/swaps)" -le 1 ]',
  },
});
