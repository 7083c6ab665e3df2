import { refusesCgroupV1 } from '@/lib/plan/cgroup-need';
import { finding, passed, unreadable } from '../../check';
import { runsKubernetes } from '../applies';
import { linesOf } from '../lines';
import { hostCheck } from './host-check';

const wantedV1 = ['cpu', 'cpuacct', 'cpuset', 'memory', 'devices', 'freezer', 'pids'];
/** In v2 cpuacct is part of cpu, freezer of the core, and devices are decided by BPF. */
const wantedV2 = ['cpu', 'cpuset', 'memory', 'pids'];

export const cgroupControllers = hostCheck({
  id: 'cgroup.controllers',
  source: 'kubelet failCgroupV1=true from 1.35; Embedded Cluster (controllers)',
  appliesTo: runsKubernetes,
  byHand: () => 'cat /sys/fs/cgroup/cgroup.controllers || cat /proc/cgroups',
  replaces: ['plan.host.cgroup'],
  script: () => `if [ -r /sys/fs/cgroup/cgroup.controllers ]; then
  read -r controllers < /sys/fs/cgroup/cgroup.controllers; echo "v2 $controllers"
else
  echo v1; print_file /proc/cgroups
fi`,
  judge: (reading, { plan }) => {
    const [head = '', ...rows] = linesOf(reading.stdout);
    const refused = refusesCgroupV1(plan);
    const of = (version: 'v1' | 'v2', wanted: string[], found: string[]) => {
      const missing = wanted.filter((name) => !found.includes(name));
      return { version, missing: missing.join(', '), count: missing.length, needed: wanted.join(', ') };
    };
    if (/^v2\b/.test(head)) {
      const values = { ...of('v2', wantedV2, head.split(/\s+/).slice(1)), problem: 'controllers' };
      return values.count === 0 ? passed({ ...values, problem: 'none' }) : finding('block', values);
    }
    // #subsys_name hierarchy num_cgroups enabled
    if (head !== 'v1' || !rows[0]?.startsWith('#subsys_name')) return unreadable(reading);
    const enabled = rows.flatMap((row) => {
      const [name = '', , , on] = row.split(/\s+/);
      return on === '1' ? [name] : [];
    });
    const values = of('v1', wantedV1, enabled);
    if (refused) return finding('block', { ...values, problem: 'v1' });
    return values.count === 0
      ? passed({ ...values, problem: 'none' })
      : finding('block', { ...values, problem: 'controllers' });
  },
});
