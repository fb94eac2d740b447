import type { ElectronApplication, Page } from '@playwright/test';

/** Times at which nothing in a page had the focus, each with what had it before. */
export type FocusLosses = readonly string[];

/**
 * Watches every page of the app: whenever the focus stays on the document for two looks in a row,
 * that is noted. Keys do nothing there, and a screen reader starts anew.
 */
export async function watchFocus(app: ElectronApplication): Promise<FocusLosses> {
  const losses: string[] = [];
  const context = app.context();
  await context.exposeBinding('noteLostFocus', (_source, what: string) => losses.push(what));
  await context.addInitScript(lookForLoss);
  for (const page of context.pages()) await lookIn(page);
  return losses;
}

async function lookIn(page: Page): Promise<void> {
  await page.evaluate(lookForLoss).catch(() => undefined);
}

/** Runs in the page. */
function lookForLoss(): void {
  const looking = window as unknown as {
    isFocusWatched?: boolean;
    noteLostFocus?: (what: string) => void;
  };
  if (looking.isFocusWatched === true) return;
  looking.isFocusWatched = true;
  let before = 'nothing yet';
  let lostFor = 0;
  setInterval(() => {
    const at = document.activeElement;
    if (at !== null && at !== document.body) {
      const { tagName, className, textContent } = at;
      before = `${tagName.toLowerCase()}.${String(className)} “${(textContent ?? '').slice(0, 60)}”`;
      lostFor = 0;
      return;
    }
    // Before the window as a whole is there nothing can have it.
    if (document.querySelector('.pb-app[tabindex]') === null) return;
    lostFor += 1;
    if (lostFor === 2) looking.noteLostFocus?.(`the focus went from ${before} to nowhere`);
  }, 250);
}
