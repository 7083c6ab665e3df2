import type { RainbondCause } from './rainbond/state';

/** What each kind of news quotes; `state` is Kubernetes' own word, `said` are the API's own. */
type Facts = {
  nodeJoined: { node: string; state: string };
  nodeState: { node: string; state: string };
  nodeRemoved: { node: string };
  /** `node` is empty until the pod has one. */
  podState: { pod: string; state: string; node: string };
  podRemoved: { pod: string };
  condition: { condition: string; said: string };
  component: { component: string; ready: number; of: number };
  componentRemoved: { component: string };
  cause: { cause: RainbondCause };
  causeGone: { cause: RainbondCause };
  /** An event of the API, whose words nobody translates. */
  event: { said: string };
};
export type NewsKind = keyof Facts;

/**
 * Something that changed in a cluster, as data: a log has it as `newsLine`, a page in its reader's language. Texts:
 * `events.news.<kind>` in messages/<language>/cluster.json.
 */
export type ClusterNews = { [Kind in NewsKind]: { kind: Kind } & Facts[Kind] }[NewsKind];

/** As a line of a log, which is in English as every other line of it. */
export function newsLine(news: ClusterNews): string {
  switch (news.kind) {
    case 'nodeJoined':
      return `node ${news.node}: joined, ${news.state}`;
    case 'nodeState':
      return `node ${news.node}: ${news.state}`;
    case 'nodeRemoved':
      return `node ${news.node}: removed`;
    case 'podState':
      return `pod ${news.pod}: ${news.state}${news.node ? ` on ${news.node}` : ''}`;
    case 'podRemoved':
      return `pod ${news.pod}: removed`;
    case 'condition':
      return `RainbondCluster condition ${news.condition}: ${news.said}`;
    case 'component':
      return `RbdComponent ${news.component}: ${news.ready} of ${news.of} ready`;
    case 'componentRemoved':
      return `RbdComponent ${news.component}: removed`;
    case 'cause':
      return `cause ${called(news.cause)}: ${news.cause.evidence}`;
    case 'causeGone':
      return `cause ${called(news.cause)}: gone`;
    case 'event':
      return news.said;
  }
}

const called = ({ kind, values, component, subject }: RainbondCause) =>
  `${kind}, ${values.variant} (${[component, subject].filter(Boolean).join(', ')})`;
