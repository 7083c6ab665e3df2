import { describe, expect, it } from 'vitest';
import { causes, event, kinds, now, pod } from '../rainbond-fixture';
import { mainReason, unsettledMs } from './scheduling';

const unscheduled = (message: string, since = 60_000) =>
  pod('rbd-gateway-1', {
    node: '',
    spec: {
      hostNetwork: true,
      containers: [
        {
          name: 'c',
          ports: [{ containerPort: 80 }, { containerPort: 443 }],
          resources: { requests: { cpu: '2', memory: '4Gi' } },
        },
      ],
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [
              { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: ['gw-1'] }] },
            ],
          },
        },
      },
    },
    status: {
      conditions: [
        {
          type: 'PodScheduled',
          status: 'False',
          reason: 'Unschedulable',
          message,
          lastTransitionTime: new Date(now - since),
        },
      ],
    },
  });

const rest = ' preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.';

describe('a pod without a node', () => {
  it.each([
    ['node-names', `0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector.${rest}`],
    [
      'taints',
      `0/3 nodes are available: 3 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }.${rest}`,
    ],
    ['cpu', '0/3 nodes are available: 1 node(s) had untolerated taint {x: }, 2 Insufficient cpu.'],
    ['memory', `0/3 nodes are available: 3 Insufficient memory.${rest}`],
    [
      'ports',
      "0/3 nodes are available: 1 node(s) didn't match Pod's node affinity/selector, 2 node(s) didn't have free ports for the requested pod ports.",
    ],
    ['spread', "0/2 nodes are available: 2 node(s) didn't match pod anti-affinity rules."],
    ['volume-node', '0/3 nodes are available: 3 node(s) had volume node affinity conflict.'],
    ['not-ready', '0/3 nodes are available: 3 node(s) had untolerated taint {node.kubernetes.io/not-ready: }.'],
    ['pressure', '0/3 nodes are available: 3 node(s) had untolerated taint {node.kubernetes.io/disk-pressure: }.'],
    ['missing-claim', '0/3 nodes are available: persistentvolumeclaim "rbd-app-ui" not found.'],
    ['other', '0/3 nodes are available: 3 something new.'],
  ])("is told as %s by the scheduler's words", (variant, message) => {
    expect(mainReason(message)).toBe(variant);
    expect(kinds({ pods: [unscheduled(message)] })).toEqual([`scheduling ${variant}`]);
  });

  it('is told with the names that it wants and those that are there', () => {
    expect(
      causes({
        pods: [
          unscheduled(`0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector.${rest}`, 100),
        ],
      }),
    ).toMatchObject([
      {
        component: 'rbd-gateway',
        since: now - 100,
        values: { wanted: 'gw-1', nodes: 'node-1, node-2, node-3', ports: '80, 443', cpu: '2', memory: '4Gi' },
        evidence: "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector",
      },
    ]);
  });

  it.each(['{node.kubernetes.io/not-ready: }', '{node.kubernetes.io/unreachable: }'])(
    'is no cause yet while nodes come up: %s',
    (taint) => {
      const message = `0/3 nodes are available: 3 node(s) had untolerated taint ${taint}.`;
      expect(kinds({ pods: [unscheduled(message, unsettledMs - 1)] })).toEqual([]);
      expect(kinds({ pods: [unscheduled(message, unsettledMs)] })).toEqual(['scheduling not-ready']);
    },
  );
});

describe('a pod that may not be made', () => {
  const refused = event(
    'rbd-api-5d8f7c',
    'FailedCreate',
    'Error creating: pods "rbd-api-5d8f7c-x" is forbidden: violates PodSecurity "baseline"',
    { kind: 'ReplicaSet', since: 9_000 },
  );

  it("is told by its owner's event", () => {
    expect(causes({ events: [refused] })).toMatchObject([
      { kind: 'scheduling', component: 'rbd-api', values: { variant: 'refused' } },
    ]);
  });

  it('is over once one was made', () => {
    expect(kinds({ events: [refused], pods: [pod('rbd-api-5d8f7c-x', { age: 1_000 })] })).toEqual([]);
  });
});
