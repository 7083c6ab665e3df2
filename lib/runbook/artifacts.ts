import type { BundleIndex } from '@/lib/plan/bundle-index';
import { CompileError } from './compile-error';
import type { Upload } from './runbook';

export type BundleFile = BundleIndex['files'][number];
export type ImageArchive = BundleFile & { tags: string[] };

/** The bundle's files that a host of one architecture needs. */
export type Artifacts = {
  containerd: BundleFile;
  runc: BundleFile;
  cniPlugins: BundleFile;
  kubernetesNode: BundleFile;
  /** Archives with an API server, controller manager, scheduler or etcd: only control planes get them. */
  controlPlaneImages: ImageArchive[];
  /** All others: pause, kube-proxy, CoreDNS, the pod network. */
  nodeImages: ImageArchive[];
  /** Full name of the sandbox image. */
  pause: string;
};

const archive = String.raw`\.(tar\.zst|tar\.gz|tgz|tar)$`;
const controlPlaneNames = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'etcd'];

/** Archives of Rainbond's images: they go to hosts after the cluster is up, so that it doesn't wait for them. */
export const isRainbondArchive = (path: string): boolean => path.startsWith('images/rainbond-');

/** The bundle's image archives, each with its tags as containerd lists them. */
export function imageArchives(bundle: BundleIndex): ImageArchive[] {
  return bundle.images.flatMap(({ path, tags }) => {
    const file = bundle.files.find((candidate) => candidate.path === path);
    return file ? [{ ...file, tags: tags.map(fullTag) }] : [];
  });
}

/** `registry/path/name:tag` → `name`. */
export function imageName(tag: string): string {
  return (tag.split('/').at(-1) ?? tag).split(':')[0] ?? tag;
}

/** As containerd lists it: docker archives may leave out the registry. */
export function fullTag(tag: string): string {
  const [head, ...rest] = tag.split('/');
  if (rest.length > 0 && head && (/[.:]/.test(head) || head === 'localhost')) return tag;
  return rest.length > 0 ? `docker.io/${tag}` : `docker.io/library/${tag}`;
}

export function findFile(bundle: BundleIndex, what: string, pattern: string): BundleFile {
  const file = bundle.files.find(({ path }) => new RegExp(pattern).test(path));
  if (!file) throw new CompileError('bundle-lacks-file', { what, pattern });
  return file;
}

/** @throws CompileError when a file or an image that kubeadm needs is not in the bundle. */
export function artifactsOf(bundle: BundleIndex, architecture: string, version: string): Artifacts {
  const images = imageArchives(bundle).filter(({ path }) => !isRainbondArchive(path));
  const tags = images.flatMap((image) => image.tags);
  for (const name of ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kube-proxy']) {
    const needed = `registry.k8s.io/${name}:${version}`;
    if (!tags.includes(needed)) throw new CompileError('bundle-lacks-image', { image: needed });
  }
  for (const name of ['etcd', 'coredns', 'pause']) {
    if (!tags.some((tag) => imageName(tag) === name)) throw new CompileError('bundle-lacks-image', { image: name });
  }
  const forControlPlane = ({ tags }: ImageArchive) => tags.some((tag) => controlPlaneNames.includes(imageName(tag)));
  return {
    containerd: findFile(bundle, 'containerd', `^containerd-[0-9.]+-linux-${architecture}${archive}`),
    runc: findFile(bundle, 'runc', `^runc\\.${architecture}(\\.zst|\\.gz)?$`),
    cniPlugins: findFile(bundle, 'CNI plugins', `^cni-plugins-linux-${architecture}-v[0-9.]+${archive}`),
    kubernetesNode: findFile(bundle, 'Kubernetes node binaries', `^kubernetes-node-linux-${architecture}${archive}`),
    controlPlaneImages: images.filter(forControlPlane),
    nodeImages: images.filter((image) => !forControlPlane(image)),
    pause: tags.find((tag) => imageName(tag) === 'pause') ?? '',
  };
}

/** Where uploads are kept on a host. The checksum in the name lets the next run find what is there. */
export const artifactFolder = '/var/lib/slipway/artifacts';

/** An upload and the command that prints it decompressed on the host. */
export type Supply = { upload: Upload; open: string };

/**
 * @param zstd the host has zstd (or gets it): it decompresses. Otherwise the console does on the way, which costs it
 * several times the bytes on the wire.
 */
export function supply(file: BundleFile, zstd: boolean): Supply {
  const compressed = file.path.endsWith('.zst');
  const decompress = compressed && !zstd;
  const base = (file.path.split('/').at(-1) ?? file.path).replace(/[^A-Za-z0-9._+-]/g, '_');
  const path = `${artifactFolder}/${file.sha256}-${decompress ? base.slice(0, -'.zst'.length) : base}`;
  const upload: Upload = { artifact: file.path, path, sha256: file.sha256, sizeBytes: file.sizeBytes, decompress };
  if (compressed && zstd) return { upload, open: `zstd -dc -- ${path}` };
  if (/\.(gz|tgz)$/.test(path)) return { upload, open: `gzip -dc -- ${path}` };
  return { upload, open: `cat -- ${path}` };
}
