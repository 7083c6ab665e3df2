import { type BundleVersions, bundleVersions, missingParts } from '@/lib/plan/bundle-versions';
import { quote } from '@/lib/text/quote';
import { finding, type HostCheck, notRun, passed, unreadable } from '../../check';
import { runsKubernetes } from '../applies';

/** uname -m in Go's names, as bundles are named. */
const architectures: Record<string, string> = {
  x86_64: 'amd64',
  aarch64: 'arm64',
  ppc64le: 'ppc64le',
  s390x: 's390x',
  riscv64: 'riscv64',
  loongarch64: 'loong64',
};

/** Kinds of what a folder can have wrong as a whole or in one file, as keys that ICU can select on. */
const kinds: Record<string, string> = {
  'folder-missing': 'folder',
  'not-a-folder': 'folder',
  'not-readable': 'unreadable',
  'sums-missing': 'sums',
  'sums-malformed': 'sums',
  'file-missing': 'missing',
  'checksum-wrong': 'checksum',
  'not-a-chart': 'chart',
};

/** The bundle was read and summed on the console; here each host says which of its parts it needs. */
export const bundleSha256: HostCheck = {
  kind: 'host',
  group: 'supply',
  section: 'artifacts',
  id: 'bundle.sha256',
  source: 'sha256sums.txt of the bundle; rainbond-offline-installer',
  appliesTo: (context, host) => context.plan.artifacts.kind === 'bundle' && runsKubernetes(context, host),
  byHand: ({ plan }) =>
    `uname -m
# on the console's machine
cd ${quote((plan.artifacts.kind === 'bundle' && plan.artifacts.folder) || 'FOLDER')} && sha256sum --quiet -c sha256sums.txt`,
  replaces: ['plan.bundle.arch'],
  script: () => 'see_machine; echo "$machine"',
  judge: (reading, { plan, bundle }) => {
    const machine = /^[a-z0-9_]+$/.exec(reading.stdout.trim())?.[0];
    if (!machine) return unreadable(reading);
    const architecture = architectures[machine] ?? machine;
    const folder = plan.artifacts.kind === 'bundle' ? plan.artifacts.folder : '';
    if (!bundle || bundle.folder !== folder) return notRun('incomplete', { what: 'bundle' });
    const versions: BundleVersions | null = bundle.index && bundleVersions(bundle.index);
    const parts = bundle.index ? missingParts(bundle.index, plan.kubernetes.cni) : [];
    // A wrong or missing file says more than the part that is absent because of it.
    const problems = bundle.problems.filter(({ code }) => code in kinds);
    const worst = problems.find(({ code }) => code === 'checksum-wrong') ?? problems[0];
    const problem = worst
      ? (kinds[worst.code] ?? 'unreadable')
      : !versions
        ? 'unreadable'
        : parts.length > 0
          ? 'part'
          : !versions.architectures.includes(architecture)
            ? 'arch'
            : versions.kubernetes !== plan.kubernetes.version
              ? 'version'
              : 'none';
    const values = {
      problem,
      file: worst && 'path' in worst ? worst.path : (parts[0] ?? ''),
      files: bundle.index?.files.length ?? 0,
      architecture,
      found: problem === 'version' ? (versions?.kubernetes ?? '') : (versions?.architectures.join(', ') ?? ''),
      version: plan.kubernetes.version,
    };
    return problem === 'none'
      ? passed(values)
      : finding('block', values, bundle.problems.map((each) => JSON.stringify(each)).join('\n'));
  },
};
