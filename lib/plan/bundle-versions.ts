import type { BundleIndex } from './bundle-index';

/** What a bundle carries, by file name and image tag in upstream's spelling. Null: not in it (or its name doesn't say). */
export type BundleVersions = {
  /** With the leading v, from the tag of kube-apiserver. */
  kubernetes: string | null;
  /** Tags of the other images of Kubernetes that are there, by name: `kube-proxy` → `v1.36.3`. */
  components: Record<string, string>;
  containerd: string | null;
  cniPlugins: string | null;
  flannel: string | null;
  calico: string | null;
  cilium: string | null;
  /** Tag of the pause image, such as 3.10. */
  pause: string | null;
  etcd: string | null;
  coredns: string | null;
  helm: string | null;
  /** Processor architectures named by its files, in Go's names, sorted. One that holds none is not for any host. */
  architectures: string[];
};

export function bundleVersions(index: BundleIndex): BundleVersions {
  const paths = index.files.map((file) => file.path);
  const tags = index.images.flatMap((image) => image.tags);
  return {
    kubernetes: tagOf(tags, 'kube-apiserver'),
    components: Object.fromEntries(
      ['kube-controller-manager', 'kube-scheduler', 'kube-proxy'].flatMap((name) => {
        const tag = tagOf(tags, name);
        return tag === null ? [] : [[name, tag]];
      }),
    ),
    containerd: captured(paths, /^containerd-([\d.]+(?:-[a-z]+\.\d+)?)-linux-/),
    cniPlugins: captured(paths, /^cni-plugins-linux-[a-z0-9]+-(v[\d.]+\d)/),
    flannel: tagOf(tags, 'flannel'),
    calico: tagOf(tags, 'calico/node'),
    cilium: tagOf(tags, 'cilium/cilium'),
    pause: tagOf(tags, 'pause'),
    etcd: tagOf(tags, 'etcd'),
    coredns: tagOf(tags, 'coredns'),
    helm: captured(paths, /^helm-(v[\d.]+\d)-linux-/),
    architectures: architecturesOf(paths),
  };
}

/** Parts without which no kubeadm runbook can be carried out, and the file or image that brings each. */
export function missingParts(index: BundleIndex, cni: string): string[] {
  const paths = index.files.map((file) => file.path);
  const tags = index.images.flatMap((image) => image.tags);
  const images = [
    'kube-apiserver',
    'kube-controller-manager',
    'kube-scheduler',
    'kube-proxy',
    'etcd',
    'coredns',
    'pause',
  ];
  const wanted: [string, boolean][] = [
    ['kubernetes-node-linux-<arch>.tar.*', paths.some((path) => /^kubernetes-(node|server)-linux-/.test(path))],
    ['containerd-<version>-linux-<arch>.tar.*', paths.some((path) => /^containerd-[\d.]+.*-linux-/.test(path))],
    ['runc.<arch>', paths.some((path) => path.startsWith('runc.'))],
    ['cni-plugins-linux-<arch>-<version>.*', paths.some((path) => path.startsWith('cni-plugins-linux-'))],
    ...images.map((name): [string, boolean] => [`images/: ${name}`, tagOf(tags, name) !== null]),
  ];
  if (cni === 'flannel') {
    wanted.push(['images/: flannel', tagOf(tags, 'flannel') !== null]);
    wanted.push(['manifests/kube-flannel.yml', Object.keys(index.manifests).some((path) => path.includes('flannel'))]);
  }
  return wanted.filter(([, present]) => !present).map(([part]) => part);
}

/** Tag of the image whose last path component is `name`: `registry.k8s.io/pause:3.10` → `3.10`. */
function tagOf(tags: string[], name: string): string | null {
  return captured(tags, new RegExp(`(?:^|/)${name}:([^@/:]+)$`));
}

function captured(texts: string[], pattern: RegExp): string | null {
  for (const text of texts) {
    const found = pattern.exec(text)?.[1];
    if (found) return found;
  }
  return null;
}

function architecturesOf(paths: string[]): string[] {
  const found = paths.flatMap(
    (path) => /(?:linux-|^runc\.)(amd64|arm64|ppc64le|s390x|riscv64|loong64)/.exec(path)?.[1] ?? [],
  );
  return [...new Set(found)].sort();
}
