import { setNetwork } from './set-network';
import { testFix } from './testing';

testFix(setNetwork, [
  {
    title: 'pods in the hosts’ network',
    plan: ({ kubernetes }) => {
      kubernetes.podCidr = '10.0.0.0/16';
    },
    rule: 'plan.cidr.overlap',
    says: 'Use 10.244.0.0/16 for pods',
    gives: ({ kubernetes }) => kubernetes.podCidr,
    expected: '10.244.0.0/16',
    stale: ({ kubernetes }) => {
      kubernetes.podCidr = '10.244.0.0/16';
    },
  },
  {
    title: 'services inside pods keep their size',
    plan: ({ kubernetes }) => {
      kubernetes.serviceCidr = '10.244.0.0/20';
    },
    rule: 'plan.cidr.overlap',
    says: 'Use 10.245.0.0/20 for services',
    gives: ({ kubernetes }) => kubernetes.serviceCidr,
    expected: '10.245.0.0/20',
  },
  {
    title: 'an address inside a network',
    plan: ({ kubernetes }) => {
      kubernetes.podCidr = '10.244.1.0/16';
    },
    rule: 'plan.cidr.valid',
    says: 'Use 10.244.0.0/16 for pods',
    gives: ({ kubernetes }) => kubernetes.podCidr,
    expected: '10.244.0.0/16',
  },
]);
