import type { BundleIndex } from '@/lib/plan/bundle-index';
import { quoteAll } from '@/lib/text/quote';
import { supply } from '../artifacts';
import { hasPackage, packageFiles } from '../bundled-packages';
import type { Context, Target } from '../context';
import type { Tool } from '../os-family';
import type { Step, Upload } from '../runbook';
import { step, stepId } from '../step';

/** kubeadm's preflight asks for conntrack and ethtool; kubelet's port forwarding for socat; our own scripts for the rest. */
export const baseTools: Tool[] = ['conntrack', 'socat', 'iptables', 'ethtool', 'curl', 'openssl', 'tar'];

/** All that a host has to be known by to install something on it. */
export type PackageHost = Pick<Target, 'name' | 'facts' | 'family'>;

const filesFor = ({ bundle }: Pick<Context, 'bundle'>, { facts, family }: PackageHost) =>
  packageFiles(bundle, facts.os, family);

/** zstd is there already, or comes with the bundle's packages: then hosts decompress and the wire carries less. */
export function hasZstd(context: Context, host: Target): boolean {
  return Boolean(host.facts.tools.zstd) || hasPackage(filesFor(context, host), host.family.packages.zstd);
}

function needsZstd({ bundle }: Context): boolean {
  return bundle.files.some(({ path }) => path.endsWith('.zst'));
}

const missing = (tools: [Tool, string][]) => `missing=()
${tools.map(([tool, name]) => `command -v ${tool} >/dev/null || missing+=(${name})`).join('\n')}`;

/**
 * awk: the files of `wanted` and of what they need and the host lacks, needed ones first. Of alternatives (`a | b`) one that is
 * there will do, else the first that the bundle has. Versions and conflicts are dpkg's own business. Exits 1 when
 * something wanted isn't in the bundle.
 */
export const closure = `FILENAME == ARGV[1] { have[$1] = 1; next }
{ file[$1] = $3; deps[$1] = $2 }
function need(name,   groups, count, i, options, many, k, choice) {
  if (name in have) return
  have[name] = 1
  count = split(deps[name], groups, / *, */)
  for (i = 1; i <= count; i++) {
    many = split(groups[i], options, / *[|] */)
    choice = ""
    for (k = 1; k <= many; k++) {
      sub(/[ (:].*/, "", options[k])
      if (options[k] in have) { choice = ""; break }
      if (choice == "" && options[k] in file) choice = options[k]
    }
    if (choice != "") need(choice)
  }
  print file[name]
}
END {
  count = split(wanted, names, " ")
  for (i = 1; i <= count; i++) if (!(names[i] in file)) exit 1
  for (i = 1; i <= count; i++) need(names[i])
}`;

/**
 * dpkg alone is told what to install: apt takes several times as long to find out the same (8 s instead of 2 for the first
 * packages on a busy host). What dpkg refuses is left to apt, which gets a repository made of exactly these files;
 * checksums are those in the files' names, so that nothing is read twice.
 */
const aptOffline = (uploads: Upload[]) => `repository=/var/lib/slipway/packages
mkdir -p "$repository/lists/partial"
# two steps may want it on one host at the same time
exec 9> "$repository/lock"
flock 9
cat > "$repository/files.new" <<'FILES'
${uploads.map(({ path }) => path).join('\n')}
FILES
if ! cmp -s "$repository/files" "$repository/files.new"; then
  while read -r path; do
    dpkg-deb -W --showformat "\\\${Package}\\t\\\${Pre-Depends}, \\\${Depends}\\t$path\\n" "$path"
  done < "$repository/files.new" > "$repository/index"
  mv "$repository/files.new" "$repository/files"
fi
dpkg-query -W -f '\${db:Status-Abbrev} \${Package}\\n' | sed -n 's/^ii  *//p' > "$repository/installed"
if needed=$(awk -F '\\t' -v wanted="\${missing[*]}" '${closure}' "$repository/installed" "$repository/index") &&
  # one sync at the end stands in for dpkg's after each file
  xargs dpkg --force-confold --force-unsafe-io -i <<< "$needed" 9>&- && sync -f /usr /var/lib/dpkg; then
  :
else
  echo 'dpkg alone cannot do it; asking apt'
  while read -r path; do
    name=$(basename "$path")
    dpkg-deb -f "$path"
    printf 'Filename: ./artifacts/%s\\nSize: %s\\nSHA256: %s\\n\\n' "$name" "$(stat -c %s "$path")" "$(printf %s "$name" | cut -d- -f1)"
  done < "$repository/files" > /var/lib/slipway/Packages
  echo 'deb [trusted=yes] file:/var/lib/slipway ./' > "$repository/slipway.list"
  apt=(apt-get -q -y -o "Dir::Etc::sourcelist=$repository/slipway.list" -o Dir::Etc::sourceparts=/dev/null -o "Dir::State::lists=$repository/lists"
    -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o APT::Sandbox::User=root -o DPkg::Lock::Timeout=300)
  "\${apt[@]}" update >/dev/null
  "\${apt[@]}" -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confold --fix-broken install --no-install-recommends "\${missing[@]}" </dev/null
fi`;

const aptOnline = `apt-get -q -o DPkg::Lock::Timeout=300 update
apt-get -q -y -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confold install --no-install-recommends "\${missing[@]}" </dev/null`;

/** Files of packages that are not installed yet: without a repository's metadata rpm takes them all at once or not at all. */
const dnfOffline = (uploads: Upload[]) => `files=()
while read -r path; do
  rpm -q "$(rpm -qp --queryformat '%{NAME}' "$path" 2>/dev/null)" >/dev/null 2>&1 || files+=("$path")
done <<'FILES'
${uploads.map(({ path }) => path).join('\n')}
FILES
[ "\${#files[@]}" -gt 0 ] || { echo "the bundle's packages are installed, and \${missing[*]} is not among them" >&2; exit 1; }
if command -v dnf >/dev/null; then
  dnf install -y --disablerepo='*' --setopt=install_weak_deps=False "\${files[@]}"
else
  rpm -Uvh "\${files[@]}"
fi`;

const dnfOnline = `manager=$(command -v dnf || command -v yum)
"$manager" install -y "\${missing[@]}"`;

function installer(
  context: Pick<Context, 'bundle'>,
  host: PackageHost,
  tools: Tool[],
): { uploads: Upload[]; script: string; names: [Tool, string][] } {
  const files = filesFor(context, host);
  const uploads = files.map((entry) => supply(entry, true).upload);
  const names = tools.map((tool): [Tool, string] => [tool, host.family.packages[tool]]);
  const apt = host.family.manager === 'apt';
  const offline = apt ? aptOffline(uploads) : dnfOffline(uploads);
  const online = apt ? aptOnline : dnfOnline;
  return { uploads, script: uploads.length > 0 ? offline : online, names };
}

function packageStep(
  context: Pick<Context, 'bundle'>,
  host: PackageHost,
  action: string,
  tools: Tool[],
  needs: string[],
  estimateSeconds: number,
  phase = 'prepare',
): Step {
  const { uploads, script, names } = installer(context, host, tools);
  const present = names.map(([tool]) => `command -v ${tool} >/dev/null || exit 1`).join('\n');
  return step({
    action,
    host: host.name,
    phase,
    needs,
    uploads,
    observe: present,
    act: `export DEBIAN_FRONTEND=noninteractive
${missing(names)}
[ "\${#missing[@]}" -gt 0 ] || { echo 'Nothing is missing'; exit 0; }
echo "Installing \${missing[*]} ${uploads.length > 0 ? "from the bundle's packages" : "from the distribution's repositories"}"
${script}`,
    verify: `for tool in ${quoteAll(tools)}; do
  command -v "$tool" >/dev/null || { echo "$tool is still missing" >&2; exit 1; }
done`,
    deadlineSeconds: { act: 900, verify: 30 },
    estimateSeconds,
  });
}

/** What later steps need; only what is missing is installed. */
export function packages(context: Context, host: Target): Step {
  const zstd: Tool[] = needsZstd(context) && hasZstd(context, host) ? ['zstd'] : [];
  return packageStep(context, host, 'packages', [...zstd, ...baseTools], [], 3);
}

/** By itself, because it draws in much (Perl) that kubeadm does not wait for: it comes `after` what they do. */
export function keepalivedPackage(context: Context, host: Target, after: string[]): Step {
  const needs = [stepId('packages', host), ...after];
  return packageStep(context, host, 'keepalived-package', ['keepalived'], needs, 4);
}

/** On a node that somebody else made; `curl` is what its check asks with. */
export function keepalivedOfNode(bundle: BundleIndex, host: PackageHost, needs: string[]): Step {
  return packageStep({ bundle }, host, 'keepalived-package', ['keepalived', 'curl'], needs, 4);
}

/** Where kubelet mounts volumes on an NFS server. */
export function nfsClientPackage(bundle: BundleIndex, host: PackageHost, needs: string[]): Step {
  return packageStep({ bundle }, host, 'nfs-client', ['mount.nfs'], needs, 4, 'storage');
}

/** Shell and list of the clock's daemon, for the clock step: installed only where no other keeps the clock. */
export function clockInstaller(context: Context, host: Target): { uploads: Upload[]; script: string } {
  const files = filesFor(context, host);
  const { uploads, script } = installer(context, host, ['chronyd']);
  if (files.length > 0 && !hasPackage(files, host.family.packages.chronyd)) return { uploads: [], script: 'false' };
  return {
    uploads,
    script: `export DEBIAN_FRONTEND=noninteractive\nmissing=(${host.family.packages.chronyd})\n${script}`,
  };
}
