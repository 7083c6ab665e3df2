import {
  bundleBytes,
  diskNeeds,
  growingFolders,
  isRoomFor,
  onEachMount,
  usedPercent,
  usedTooMuch,
  usedUsually,
} from '@/lib/plan/disk-needs';
import { runsRainbond } from '@/lib/plan/host-needs';
import type { PlanHost } from '@/lib/plan/schema';
import { type CheckContext, finding, passed, unreadable } from '../../check';
import { everyHost } from '../applies';
import { filesystemScript, filesystemsOf } from './filesystem-reading';
import { hostCheck } from './host-check';

const folders = ({ plan }: CheckContext, host: PlanHost): string[] =>
  runsRainbond(plan, host) ? [...growingFolders, '/opt/rainbond'] : growingFolders;
const wanted = ({ plan }: CheckContext, host: PlanHost): string[] => diskNeeds(plan, host).map(({ path }) => path);

const size = hostCheck({
  id: 'disk.size',
  source: 'Rainbond “Installation requirements” (40 GB); kURL kubelet and containerd (30)',
  appliesTo: everyHost,
  byHand: (context, host) => `df -h ${wanted(context, host).join(' ')}`,
  replaces: ['plan.disk.size'],
  script: (context, host) => filesystemScript(wanted(context, host)),
  judge: (reading, context, host) => {
    const read = filesystemsOf(reading, wanted(context, host));
    if (!read) return unreadable(reading);
    const rooms = diskNeeds(context.plan, host).flatMap((need) =>
      read.flatMap(({ folder, filesystem }) => (folder === need.path ? [{ need, filesystem }] : [])),
    );
    // All needs of a host are equal: the one with the least room speaks.
    const [worst] = rooms.sort((a, b) => a.filesystem.availableBytes - b.filesystem.availableBytes);
    if (!worst) return unreadable(reading);
    const { need, filesystem } = worst;
    const values = {
      gb: filesystem.availableBytes / 10 ** 9,
      mount: filesystem.mount,
      path: need.path,
      needed: need.gb,
      why: need.why,
    };
    if (isRoomFor(filesystem.availableBytes, need)) return passed(values);
    return finding(need.severity, values, reading.stdout);
  },
});

const grade = (severity: 'block' | 'warn' | undefined): number => ['warn', 'block'].indexOf(severity ?? '');

const used = hostCheck({
  id: 'disk.used',
  source: 'kubelet evictionHard imagefs.available<15%, or the plan’s own; kURL warns above 60 %',
  appliesTo: everyHost,
  byHand: (context, host) => `df -h ${folders(context, host).join(' ')} 2>/dev/null`,
  replaces: ['plan.disk.used'],
  script: (context, host) => filesystemScript(folders(context, host)),
  judge: (reading, context, host) => {
    const read = filesystemsOf(reading, folders(context, host));
    const [worst] = [...onEachMount(read ?? []).values()]
      .map(({ filesystem, folders: there }) => ({
        mount: filesystem.mount,
        percent: usedPercent(filesystem),
        gib: filesystem.availableBytes / 2 ** 30,
        missed: usedTooMuch(context.plan, there, filesystem),
      }))
      .sort((a, b) => grade(b.missed?.severity) - grade(a.missed?.severity) || b.percent - a.percent);
    if (!worst) return unreadable(reading);
    const { missed, ...measured } = worst;
    if (!missed) return passed({ ...measured, ...usedUsually });
    const { severity, ...limit } = missed;
    return finding(severity, { ...measured, ...limit }, reading.stdout);
  },
});

/** kURL warns below it: logs and images of upgrades need room beside what an install brings. */
const leastGib = 10;

const available = hostCheck({
  id: 'disk.avail',
  section: 'artifacts',
  source: 'Embedded Cluster (twice the extracted bundle); kURL warns under 10 GiB',
  appliesTo: everyHost,
  byHand: () => 'df -h / /var/lib',
  replaces: ['plan.disk.space'],
  script: () => filesystemScript(['/var/lib', '/']),
  judge: (reading, { plan, bundle }) => {
    const read = filesystemsOf(reading, ['/var/lib', '/']);
    const data = read?.[0]?.filesystem;
    const root = read?.[1]?.filesystem;
    if (!data || !root) return unreadable(reading);
    const bytes = bundleBytes(plan, bundle);
    const of = ({ mount, availableBytes }: typeof data, needed: number, why: string) => ({
      mount,
      gib: availableBytes / 2 ** 30,
      needed,
      why,
    });
    if (bytes !== null && data.availableBytes < bytes)
      return finding('block', of(data, bytes / 2 ** 30, 'bundle'), reading.stdout);
    const least = data.availableBytes <= root.availableBytes ? data : root;
    const values = of(least, leastGib, 'room');
    return least.availableBytes < leastGib * 2 ** 30 ? finding('warn', values, reading.stdout) : passed(values);
  },
});

export const diskSpaceChecks = [size, used, available];
