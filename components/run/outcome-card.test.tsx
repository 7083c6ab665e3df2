import { expect, test } from 'vitest';
import { htmlOf } from '@/components/ui/testing';
import { languages } from '@/lib/i18n/languages';
import { goldenRunbook } from '@/lib/runbook/testing';
import type { RunView } from '@/lib/runs/view';
import { OutcomeCard } from './outcome-card';

const asked = async () => ({ ok: true as const, data: null });

async function cardOf(golden: string, language: 'en' | 'zh'): Promise<string> {
  const { kind, hosts, phases, steps } = goldenRunbook(golden);
  const view: RunView = {
    ...{ id: 'r', number: 3, planId: 'p', planName: 'prod', kind, version: 1, state: 'succeeded', hosts, phases },
    ...{ createdAt: 0, startedAt: 0, finishedAt: 1, createdBy: 'Wei', cancelRequested: false, lastSeq: 0 },
    ...{ redactedLines: 0, cluster: null, hasKubeconfig: false },
    steps: steps.map((step) => ({ ...step, state: 'succeeded', attempts: [], uploadBytes: 0 })),
  };
  return htmlOf(
    <OutcomeCard view={view} actions={{ retryStep: asked, retryFailed: asked, cancelRun: asked }} onError={() => {}} />,
    language,
  );
}

test.each(languages)('a console that moved: where it answers, what stays, and the way back (%s)', async (language) => {
  const html = await cardOf('migrate-console', language);
  expect(html).toContain('href="http://10.0.0.11:7071"');
  for (const said of ['rainbond-allinone', 'node-2', '/root/rainbonddata']) expect(html).toContain(said);
  expect(html).toMatch(/href="\/plans\/p\/console\?host=node-2[^"]*to=back"/);
});

test.each(languages)('a console that is back answers on its own host, and can move again (%s)', async (language) => {
  const html = await cardOf('migrate-console-back', language);
  expect(html).toContain('href="http://10.0.0.12:7070"');
  expect(html).toMatch(/href="\/plans\/p\/console\?host=node-2[^"]*to=move"/);
});
