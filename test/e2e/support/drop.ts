import type { Page } from '@playwright/test';

/** Holds files or folders of this computer over the middle of the window, as a person does. */
export async function dragOverWindow(page: Page, paths: readonly string[]): Promise<void> {
  await drag(page, paths, ['dragEnter', 'dragOver']);
}

/** Drops files or folders of this computer on the middle of the window, as a person does. */
export async function dropOnWindow(page: Page, paths: readonly string[]): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    await page.evaluate(() => {
      const seen = { isDropped: false };
      Object.assign(window, { seenDrop: seen });
      addEventListener('drop', () => (seen.isDropped = true), { capture: true, once: true });
    });
    await drag(page, paths, ['dragEnter', 'dragOver', 'drop']);
    // A page that is busy may let go of what is over it; a person would drop it once more.
    const isDropped = await page
      .waitForFunction(
        () => (window as { seenDrop?: { isDropped: boolean } }).seenDrop?.isDropped === true,
        undefined,
        { timeout: 10_000 },
      )
      .then(
        () => true,
        () => false,
      );
    if (isDropped) return;
    if (attempt === 3) throw new Error('the window never got what was dropped on it');
  }
}

async function drag(
  page: Page,
  paths: readonly string[],
  types: readonly ('dragEnter' | 'dragOver' | 'drop')[],
): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { width, height } = await page.evaluate(() => ({
    width: window.innerWidth,
    height: window.innerHeight,
  }));
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  const place = { x: Math.round(width / 2), y: Math.round(height / 2) };
  for (const type of types) await session.send('Input.dispatchDragEvent', { type, ...place, data });
  await session.detach();
}
