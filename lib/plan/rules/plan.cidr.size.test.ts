import { planCidrSize } from './plan.cidr.size';
import { testRule } from './testing';

const maxPods = (count: number) =>
  `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nmaxPods: ${count}\n`;

testRule(planCidrSize, {
  accepted: [
    { title: 'a /16 in /24s' },
    {
      title: 'exactly as many shares as hosts',
      template: 'six-hosts',
      plan: ({ hosts, kubernetes }) => {
        hosts.splice(4);
        kubernetes.podCidr = '10.244.0.0/22';
      },
    },
    {
      title: 'a /25 still holds 110 pods',
      plan: ({ kubernetes }) => {
        kubernetes.nodeCidrMaskSize = 25;
      },
    },
    {
      title: 'a /26 holds the 62 pods that the override allows',
      plan: ({ kubernetes }) => {
        kubernetes.nodeCidrMaskSize = 26;
        kubernetes.overrides.kubeadm = maxPods(62);
      },
    },
  ],
  rejected: [
    {
      title: 'fewer shares than hosts',
      plan: ({ kubernetes }) => {
        kubernetes.podCidr = '10.244.0.0/23';
      },
      findings: [
        {
          severity: 'block',
          path: 'kubernetes.nodeCidrMaskSize',
          values: {
            problem: 'nodes',
            cidr: '10.244.0.0/23',
            mask: 24,
            nodes: 2,
            hosts: 3,
            addresses: 254,
            needed: 110,
          },
        },
      ],
    },
    {
      title: 'a share larger than the network',
      plan: ({ kubernetes }) => {
        kubernetes.podCidr = '10.244.0.0/25';
      },
      findings: [
        {
          severity: 'block',
          path: 'kubernetes.nodeCidrMaskSize',
          values: {
            problem: 'nodes',
            cidr: '10.244.0.0/25',
            mask: 24,
            nodes: 0,
            hosts: 3,
            addresses: 254,
            needed: 110,
          },
        },
      ],
    },
    {
      title: 'more than sixteen bits between both',
      plan: ({ kubernetes }) => {
        kubernetes.podCidr = '10.0.0.0/8';
        kubernetes.nodeCidrMaskSize = 25;
      },
      findings: [
        {
          severity: 'block',
          path: 'kubernetes.nodeCidrMaskSize',
          values: {
            problem: 'split',
            cidr: '10.0.0.0/8',
            mask: 25,
            nodes: 131072,
            hosts: 3,
            addresses: 126,
            needed: 110,
          },
        },
      ],
    },
    {
      title: 'fewer addresses than pods',
      plan: ({ kubernetes }) => {
        kubernetes.nodeCidrMaskSize = 26;
      },
      findings: [
        {
          severity: 'block',
          path: 'kubernetes.nodeCidrMaskSize',
          values: {
            problem: 'pods',
            cidr: '10.244.0.0/16',
            mask: 26,
            nodes: 1024,
            hosts: 3,
            addresses: 62,
            needed: 110,
          },
        },
      ],
    },
    {
      title: 'one pod more than a /26 holds',
      plan: ({ kubernetes }) => {
        kubernetes.nodeCidrMaskSize = 26;
        kubernetes.overrides.kubeadm = maxPods(63);
      },
      findings: [
        {
          severity: 'block',
          path: 'kubernetes.nodeCidrMaskSize',
          values: {
            problem: 'pods',
            cidr: '10.244.0.0/16',
            mask: 26,
            nodes: 1024,
            hosts: 3,
            addresses: 62,
            needed: 63,
          },
        },
      ],
    },
    {
      title: 'fewer addresses than pods with Calico, which doesn’t keep to a node’s share',
      plan: ({ kubernetes }) => {
        kubernetes.cni = 'calico';
        kubernetes.nodeCidrMaskSize = 26;
      },
      findings: [
        {
          severity: 'warn',
          path: 'kubernetes.nodeCidrMaskSize',
          values: {
            problem: 'pods',
            cidr: '10.244.0.0/16',
            mask: 26,
            nodes: 1024,
            hosts: 3,
            addresses: 62,
            needed: 110,
          },
        },
      ],
    },
  ],
});
