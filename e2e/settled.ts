import { expect, type Locator } from '@playwright/test';

/** A placement is followed by a fit of the view: a card that is still moving is no target. */
export async function settled(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  let before = '';
  await expect
    .poll(async () => {
      const now = JSON.stringify(await locator.boundingBox());
      const still = now === before;
      before = now;
      return still;
    })
    .toBe(true);
  return JSON.parse(before);
}
