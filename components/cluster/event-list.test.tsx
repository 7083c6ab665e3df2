import { expect, test } from 'vitest';
import { rainbondCauses } from '@/components/run/rainbond-run-fixture';
import { htmlOf } from '@/components/ui/testing';
import { ownProblems } from '@/lib/cluster/reading';
import type { ClusterNews } from '@/lib/kubernetes/cluster-news';
import { EventList } from './event-list';
import { useProblemText } from './use-problem-text';

const { database: cause } = rainbondCauses(Date.parse('2026-11-27T12:00:00Z'));
const of = [cause.component, cause.subject].filter(Boolean).join(', ');

const news: [ClusterNews, en: string | RegExp, zh: string | RegExp][] = [
  [{ kind: 'nodeJoined', node: 'n1', state: 'NotReady' }, 'Node n1 joined: NotReady', '节点 n1 已加入：NotReady'],
  [{ kind: 'nodeState', node: 'n1', state: 'Ready' }, 'Node n1: Ready', '节点 n1：Ready'],
  [{ kind: 'nodeRemoved', node: 'n1' }, 'Node n1 was removed', '节点 n1 已移除'],
  [{ kind: 'podState', pod: 'a/b', state: 'Pending', node: '' }, 'Pod a/b: Pending', 'Pod a/b：Pending'],
  [{ kind: 'podState', pod: 'a/b', state: 'Ready', node: 'n1' }, 'Pod a/b: Ready on n1', 'Pod a/b：Ready（n1）'],
  [{ kind: 'podRemoved', pod: 'a/b' }, 'Pod a/b was removed', 'Pod a/b 已删除'],
  [
    { kind: 'condition', condition: 'DatabaseRegion', said: 'False DatabaseFailed dial tcp' },
    'RainbondCluster, condition DatabaseRegion: False DatabaseFailed dial tcp',
    'RainbondCluster 状况 DatabaseRegion：False DatabaseFailed dial tcp',
  ],
  [
    { kind: 'component', component: 'rbd-api', ready: 1, of: 2 },
    'Component rbd-api: 1 of 2 ready',
    '组件 rbd-api：1 / 2 就绪',
  ],
  [{ kind: 'componentRemoved', component: 'rbd-mq' }, 'Component rbd-mq was removed', '组件 rbd-mq 已删除'],
  [{ kind: 'cause', cause }, ` (${of}): ${cause.evidence}`, `（${of}）：${cause.evidence}`],
  [{ kind: 'causeGone', cause }, /^No longer: .*MySQL/, /^已消除：.*MySQL/],
  [{ kind: 'event', said: 'pod a/b: Warning Failed x' }, 'pod a/b: Warning Failed x', 'pod a/b: Warning Failed x'],
];

async function lineOf(one: ClusterNews, language: 'en' | 'zh'): Promise<string> {
  const event = { kind: 'api', id: 1, at: 0, news: one, warning: false } as const;
  const html = await htmlOf(<EventList planId="p" past={[]} events={[event]} />, language);
  const text = /<span class="text"[^>]*>(.*?)<\/span>/.exec(html)?.[1] ?? '';
  return text.replaceAll('&#x27;', "'").replaceAll('&quot;', '"');
}

test.each(news)(
  '%j is a sentence in both languages, with the API’s own words in it as they are',
  async (one, en, zh) => {
    const matching = (text: string | RegExp) =>
      typeof text !== 'string'
        ? expect.stringMatching(text)
        : one.kind === 'cause'
          ? expect.stringContaining(text)
          : text;
    expect(await lineOf(one, 'en')).toEqual(matching(en));
    expect(await lineOf(one, 'zh')).toEqual(matching(zh));
  },
);

function Problem({ of: problem }: { of: string }) {
  return useProblemText()(problem);
}

test('what the console says stood in the way is a sentence, and anybody else’s words stay', async () => {
  for (const own of ownProblems) expect(await htmlOf(<Problem of={own} />, 'zh')).toMatch(/^\p{Script=Han}.*/u);
  expect(await htmlOf(<Problem of="watch-cut" />)).toBe('The watch of the Kubernetes API was cut');
  expect(await htmlOf(<Problem of="connect ECONNREFUSED" />, 'zh')).toBe('connect ECONNREFUSED');
});
