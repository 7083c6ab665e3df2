import { expect, type Locator } from '@playwright/test';

/** What somebody without a mouse does. Nothing here points, clicks or sets the focus by itself. */

/** Presses Tab, or Shift and Tab, until the element has the focus. */
export async function tabTo(goal: Locator, { back = false, most = 120 } = {}): Promise<void> {
  await expect(goal).toBeEnabled();
  for (let presses = 0; presses <= most; presses += 1) {
    if (await goal.evaluate((element) => element === document.activeElement)) return;
    await goal.page().keyboard.press(back ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`${most} presses of Tab did not reach ${goal}`);
}

/** Writes into the field from its beginning, key by key. */
export async function typeInto(goal: Locator, text: string, options?: { back?: boolean }): Promise<void> {
  await tabTo(goal, options);
  const { keyboard } = goal.page();
  await keyboard.press('Control+a');
  await keyboard.type(text, { delay: 5 });
  await expect(goal).toHaveValue(text);
}

/** Goes to a group of radio buttons, whichever of them is chosen, and down to one of them. */
export async function choose(group: Locator, name: string): Promise<void> {
  await tabTo(group.locator('input:checked'));
  const goal = group.getByRole('radio', { name });
  const radios = await group.getByRole('radio').count();
  for (let presses = 0; presses < radios && !(await goal.isChecked()); presses += 1) {
    await goal.page().keyboard.press('ArrowDown');
  }
  await expect(goal).toBeChecked();
}
