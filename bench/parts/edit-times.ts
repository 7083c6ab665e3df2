import type { Page } from '@playwright/test';

declare global {
  var slipwayEdit: { begun: number; took: number | null } | undefined;
}

export type Edit = {
  /** The real key or click. */
  act: () => Promise<void>;
  /** The card of the host on the diagram, and what it says once the edit is there. */
  card: string;
  says: string;
  /** The card has to say it, or no longer. */
  there: boolean;
};

/**
 * Milliseconds from the browser's time stamp of a key press or click until the task after the frame in which the diagram's card
 * shows what the edit made of it: form, findings, availability and diagram are painted by then.
 */
export async function editTime(page: Page, { act, card, says, there }: Edit): Promise<number> {
  await page.evaluate(
    ([selector, text, wanted]) => {
      globalThis.slipwayEdit = { begun: 0, took: null };
      const onInput = (event: Event) => {
        const edit = globalThis.slipwayEdit;
        if (!edit || edit.begun > 0) return;
        edit.begun = event.timeStamp;
        const look = () =>
          requestAnimationFrame(() =>
            setTimeout(() => {
              const shown = document.querySelector(selector)?.textContent?.includes(text) ?? false;
              if (shown !== wanted) return look();
              edit.took = performance.now() - edit.begun;
              removeEventListener('keydown', onInput, true);
              removeEventListener('click', onInput, true);
            }),
          );
        look();
      };
      addEventListener('keydown', onInput, true);
      addEventListener('click', onInput, true);
    },
    [card, says, there] as const,
  );
  await act();
  await page.waitForFunction(() => globalThis.slipwayEdit?.took !== null, null, { timeout: 15_000 });
  return page.evaluate(() => globalThis.slipwayEdit?.took ?? Number.NaN);
}
