import { expect, test } from 'vitest';
import { kubeadmOverrideProblems, overriddenKubelet } from './kubeadm-overrides';

const kubelet = 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n';

const problems = (text: string) => kubeadmOverrideProblems(text).map(({ problem, line }) => [problem, line]);

test('nothing, a comment and several documents are fine', () => {
  expect(problems('')).toEqual([]);
  expect(problems('# later\n')).toEqual([]);
  expect(
    problems(
      `${kubelet}maxPods: 180\n---\napiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\n`,
    ),
  ).toEqual([]);
});

test('a YAML error has its line in the whole text', () => {
  expect(problems(`${kubelet}---\nkind: [1\n`)[0]).toEqual(['syntax', 5]);
});

test('each document has a known kind, its version, and comes once', () => {
  expect(problems('just words\n')).toEqual([['notAMap', 1]]);
  expect(problems('maxPods: 5\n')).toEqual([['kind', 1]]);
  expect(problems(kubelet.replace('v1beta1', 'v1'))).toEqual([['apiVersion', 1]]);
  expect(problems(`${kubelet}---\n${kubelet}`)).toEqual([['repeated', 5]]);
});

test('fields that the plan owns are found where they stand', () => {
  const text =
    'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\ncontrolPlaneEndpoint: a:6443\nnetworking:\n  dnsDomain: x\n';
  expect(kubeadmOverrideProblems(text).map(({ line, field, expected }) => [line, field, expected])).toEqual([
    [3, 'ClusterConfiguration.controlPlaneEndpoint', 'entry.api'],
    [5, 'ClusterConfiguration.networking.dnsDomain', 'kubernetes.clusterDomain'],
  ]);
});

test("the kubelet's override is read, also beside a broken document", () => {
  expect(overriddenKubelet(`a: [\n---\n${kubelet}failCgroupV1: false\n`).failCgroupV1).toBe(false);
  expect(overriddenKubelet('')).toEqual({});
});
