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
  // Main may drop the answer while it starts; the watch is begun once all the same.
  for (let tries = 0; tries < 5; tries += 1) {
    const isWatched = await app.evaluate(watchMain, everyMs).then(
      () => true,
      () => false,
    );
    if (isWatched) break;
  }
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

function watchMain(_electron: unknown, interval: number): boolean {
  const scope = globalThis as unknown as Partial<Watched>;
  if (scope.longestStallMs !== undefined) return true;
  let last = performance.now();
  scope.longestStallMs = 0;
  setInterval(() => {
    const now = performance.now();
    scope.longestStallMs = Math.max(scope.longestStallMs ?? 0, now - last - interval);
    last = now;
  }, interval);
  return true;
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
