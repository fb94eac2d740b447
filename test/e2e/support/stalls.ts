import type { ElectronApplication, Page } from '@playwright/test';

const everyMs = 10;

/** Measures how long the page, and the main process, did nothing else at a time. */
export interface StallWatch {
  /** The longest stalls since the last reading, ms. */
  read(): Promise<{ readonly window: number; readonly main: number }>;
}

/** Starts watching both; a timer of each notes the longest gap between two of its turns. */
export async function watchStalls(app: ElectronApplication, page: Page): Promise<StallWatch> {
  await page.evaluate(watchHere, everyMs);
  await app.evaluate((_electron, interval) => {
    const scope = globalThis as unknown as Watched;
    let last = performance.now();
    scope.longestStallMs = 0;
    setInterval(() => {
      const now = performance.now();
      scope.longestStallMs = Math.max(scope.longestStallMs, now - last - interval);
      last = now;
    }, interval);
  }, everyMs);
  return {
    async read() {
      const window = await page.evaluate(takeLongest);
      const main = await app.evaluate(() => {
        const scope = globalThis as unknown as Watched;
        const longest = scope.longestStallMs;
        scope.longestStallMs = 0;
        return longest;
      });
      return { window, main };
    },
  };
}

interface Watched {
  longestStallMs: number;
}

function watchHere(interval: number): void {
  const scope = globalThis as unknown as Watched;
  let last = performance.now();
  scope.longestStallMs = 0;
  setInterval(() => {
    const now = performance.now();
    scope.longestStallMs = Math.max(scope.longestStallMs, now - last - interval);
    last = now;
  }, interval);
}

function takeLongest(): number {
  const scope = globalThis as unknown as Watched;
  const longest = scope.longestStallMs;
  scope.longestStallMs = 0;
  return longest;
}
