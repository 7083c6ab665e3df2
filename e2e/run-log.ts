import { expect, type Locator, type Page } from '@playwright/test';

/** A run's log as it is stored and as it is in the page; and what a reader does with it. */

export type Line = { seq: number; host: string; step: string; text: string };

/** Address of the run's stored log, from the page's own link. */
async function logAddress(page: Page): Promise<string> {
  const href = await page.getByRole('link', { name: 'Download log' }).getAttribute('href');
  return new URL(href ?? '', page.url()).href;
}

export async function storedLines(page: Page): Promise<Line[]> {
  const text = await (await page.request.get(await logAddress(page))).text();
  const lines = text.split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => {
    const [seq, , host = '', step = '', ...rest] = line.split('\t');
    const absent = (word: string) => (word === '-' ? '' : word);
    return { seq: Number(seq), host: absent(host), step: absent(step), text: rest.join('\t') };
  });
}

/** Newest line that is stored; 0 while there is none. */
export async function lastStored(page: Page): Promise<number> {
  return (await storedLines(page)).at(-1)?.seq ?? 0;
}

/**
 * Waits for the run to end as it should. One that failed is not waited for any longer, and the error carries what the page says of it:
 * where a picture can't be had, it is all there is to go by.
 */
export async function endsWell(page: Page, good: Locator, timeout: number): Promise<void> {
  const failure = page.getByRole('region', { name: 'What failed first' });
  await expect(good.or(failure).first())
    .toBeVisible({ timeout })
    .catch(() => {});
  if (await good.isVisible()) return;
  const last = (await storedLines(page)).slice(-60).map(({ host, step, text }) => `${host}\t${step}\t${text}`);
  throw new Error(['The run did not end well.', ...(await page.getByRole('main').allInnerTexts()), ...last].join('\n'));
}

export async function linesInPage(page: Page): Promise<Line[]> {
  return page.evaluate(() => {
    const store = globalThis.slipwayLog;
    return Array.from({ length: store?.lastSeq ?? 0 }, (_none, index) => ({
      seq: index + 1,
      host: store?.host(index + 1) ?? '',
      step: store?.step(index + 1) ?? '',
      text: store?.text(index + 1) ?? '',
    }));
  });
}

/** After a reload the page has every line that is stored, in order and once, and no number is left out. */
export async function expectWholeLog(page: Page): Promise<Line[]> {
  await page.reload();
  const stored = await storedLines(page);
  expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_line, index) => index + 1));
  await expect.poll(() => page.evaluate(() => globalThis.slipwayLog?.lastSeq)).toBe(stored.length);
  expect(await linesInPage(page)).toEqual(stored);
  return stored;
}

/** Filters and search, on a run that is over. */
export async function readLikeAPerson(page: Page, lines: Line[], host: string): Promise<void> {
  const log = page.getByRole('log', { name: 'Log' });
  const rows = log.locator('[data-seq]');
  const shown = (count: number) =>
    page.getByText(`${count.toLocaleString('en')} of ${lines.length.toLocaleString('en')} lines`, { exact: false });
  // Only the lines in sight and a few beyond are in the document, however long the log is.
  expect(lines.length).toBeGreaterThan(200);
  await expect(rows.first()).toBeVisible();
  expect(await rows.count()).toBeLessThanOrEqual(200);

  // A link to a line, opened anew: the line stands in sight and is marked.
  const middle = Math.ceil(lines.length / 2);
  await page.goto(`${page.url().replace(/[?#].*/, '')}#L${middle}`);
  await page.reload();
  const linked = log.locator('[data-linked]');
  await expect(linked).toHaveAttribute('data-seq', String(middle));
  await expect(linked).toBeInViewport();
  await expect(page).toHaveURL(new RegExp(`#L${middle}$`));

  const ofHost = lines.filter((line) => line.host === host);
  await page.getByRole('radiogroup', { name: 'Lines of' }).getByRole('radio', { name: host }).click();
  await expect(shown(ofHost.length)).toBeVisible();
  await expect(rows.first()).toBeVisible();
  const hostsShown = new Set(await rows.locator('.host').allTextContents());
  expect([...hostsShown]).toEqual([host]);

  const step = `container-runtime/${host}`;
  await page.getByRole('combobox', { name: 'Step' }).click();
  await page.getByRole('option', { name: 'Container runtime' }).first().click();
  await expect(shown(lines.filter((line) => line.step === step).length)).toBeVisible();
  await page.getByRole('radiogroup', { name: 'Lines of' }).getByRole('radio', { name: 'All hosts' }).click();

  // A word of a line that is there, and so is found at least once.
  const word = ofHost.flatMap(({ text }) => text.match(/[a-z]{7,}/gi) ?? [])[0] ?? '';
  const matches = lines.filter(({ text }) => text.toLowerCase().includes(word.toLowerCase())).length;
  await page.getByRole('searchbox', { name: 'Search the log' }).fill(word);
  await expect(page.getByRole('search').getByRole('status')).toHaveText(new RegExp(`^\\d+ of ${matches}$`));
  await page.keyboard.press('Enter');
  await expect(log.locator('mark[data-current]').first()).toBeVisible();
  await page.keyboard.press('Escape');
}

/** While lines arrive: scrolling up stops following and counts what comes; the button goes back to the end. */
export async function scrollUpAndBack(page: Page): Promise<void> {
  const log = page.getByRole('log', { name: 'Log' });
  await expect(page.getByRole('button', { name: 'Following' })).toBeVisible();
  // The first packages say more than a screenful within seconds; a busy host takes longer.
  await expect
    .poll(() => log.evaluate((element) => element.scrollHeight - element.clientHeight), { timeout: 90_000 })
    .toBeGreaterThan(400);
  await log.hover();
  await page.mouse.wheel(0, -300);
  const news = page.getByRole('button', { name: /^\d+ new lines?$/ });
  await expect(news).toBeVisible({ timeout: 60_000 });
  const top = await log.evaluate((element) => element.scrollTop);
  const before = await news.textContent();
  await expect(news).not.toHaveText(before ?? '', { timeout: 60_000 });
  expect(await log.evaluate((element) => element.scrollTop)).toBe(top);
  await news.click();
  await expect(page.getByRole('button', { name: 'Following' })).toBeVisible();
}
