import { overriddenKubelet } from './kubeadm-overrides';
import type { Plan } from './schema';
import { kubernetesMinor } from './version';

/** failCgroupV1 is true by default from Kubernetes 1.35. */
const firstMinor = 35;

/** Whether kubelet refuses to start on cgroup v1: its version does, and the plan's overrides don't say `failCgroupV1: false`. */
export function refusesCgroupV1({ kubernetes }: Plan): boolean {
  const minor = kubernetesMinor(kubernetes.version);
  return (
    minor !== null && minor >= firstMinor && overriddenKubelet(kubernetes.overrides.kubeadm).failCgroupV1 !== false
  );
}
