import { expect, type Page } from '@playwright/test';

/** Pictures of the page at this address in both languages and schemes, 1280 px wide; nothing of it scrolls sideways. */
export async function picturesOf(page: Page, name: string, ready: () => Promise<void>): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 800 });
  for (const language of ['en', 'zh'] as const) {
    await page
      .context()
      .addCookies([{ name: 'slipway-language', value: language, url: new URL('/', page.url()).href }]);
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.reload();
      await expect(page.locator('html')).toHaveAttribute('data-theme', scheme);
      await ready();
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(beyond, `${language}, ${scheme}`).toBeLessThanOrEqual(0);
      await page.screenshot({ path: `screenshots/${name}-${language}-${scheme}-1280.png` });
    }
  }
  await page.context().addCookies([{ name: 'slipway-language', value: 'en', url: new URL('/', page.url()).href }]);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.reload();
}
