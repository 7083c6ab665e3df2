import { expect, test, vi } from 'vitest';
import { reviewBook } from '@/components/review/review-book';
import { htmlOf } from '@/components/ui/testing';
import type { Inventory, InventoryReading } from '@/lib/cluster/uninstall-inventory';
import { goldenInput, goldenRunbook } from '@/lib/runbook/testing';
import { UninstallPage } from './uninstall-page';

vi.mock('next/navigation', () => ({ useRouter: () => ({ replace: () => {} }) }));

const golden = 'uninstall-rainbond';
const nothing: Inventory = {
  ...{ release: '', namespace: false, pods: 0, claims: [], crds: [] },
  ...{ webhooks: [], clusterRoles: [], marks: [], dns: [] },
};

async function pageOf(inventory: InventoryReading, busyRun: number | null = null, language: 'en' | 'zh' = 'en') {
  return htmlOf(
    <UninstallPage
      {...{ planId: 'p', plan: goldenInput(golden).plan, hostFiles: false, inventory, busyRun }}
      book={reviewBook(goldenRunbook(golden))}
      sha256={'a'.repeat(64)}
      startUninstall={async () => ({ ok: true, data: null })}
    />,
    language,
  );
}
const startIsOff = (html: string) => /<button[^>]*disabled=""[^>]*>Uninstall Rainbond…/.test(html);

test('the scripts are there, and nothing starts while a run of the plan is at work', async () => {
  const html = await pageOf({ ok: true, inventory: nothing });
  expect(html).toContain('role="tree"');
  expect(html).toContain('Runs exactly what is shown, SHA-256 aaaa…aaaa');
  expect(startIsOff(html)).toBe(false);
  const busy = await pageOf({ ok: true, inventory: nothing }, 7);
  expect(busy).toContain('Run 7 of this plan is still at work.');
  expect(startIsOff(busy)).toBe(true);
});

test('a cluster that could not be asked is not an empty one', async () => {
  const html = await pageOf({ ok: false, problem: 'node-1: timeout' });
  expect(html).toContain('node-1: timeout');
  expect(html).not.toContain('No claims');
});

test('a claim that says no size is told without one', async () => {
  const claims = [
    { name: 'sized', bytes: 10 * 2 ** 30, storageClass: 'nfs-client', kept: false },
    { name: 'unsized', bytes: null, storageClass: 'nfs-client', kept: true },
  ];
  const inventory = { ok: true as const, inventory: { ...nothing, claims } };
  const text = (html: string) => html.replace(/<[^>]+>/g, '');
  const en = text(await pageOf(inventory));
  expect(en).toContain('sized 10 GiB, nfs-client: its data are deleted');
  expect(en).toContain('unsized nfs-client: its volume is kept, unbound');
  expect(text(await pageOf(inventory, null, 'zh'))).toContain('unsized nfs-client：保留卷，不再绑定');
});
