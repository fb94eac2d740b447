import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { screenshot } from '../../support/electron-app.ts';

const require = createRequire(import.meta.url);
const engine = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface AxeNode {
  readonly html: string;
  readonly failureSummary?: string;
}

interface AxeResults {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly AxeNode[] }[];
}

/** What axe-core finds wrong with the page as it stands, by all rules it has on by default. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  // What is on its way in or out has colours of its own.
  await page.evaluate(settled);
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(engine);
  const { violations } = await page.evaluate<AxeResults>(
    'axe.run(document, { resultTypes: ["violations"] })',
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ html, failureSummary }) => `${id}: ${html.slice(0, 300)}\n${failureSummary ?? ''}`,
    ),
  );
}

/** What was found in the states of a window that were looked at. */
export interface AxeRound {
  /** Looks at a state, light and dark; keeps a picture of each. */
  look(page: Page, state: string): Promise<void>;
  /** Says all that was found, in every state, and that at least so many states were looked at. */
  expectNone(states: number): void;
}

/** Begins a round; a fault in one state does not hide those after it. */
export function beginAxeRound(): AxeRound {
  const seen = new Set<string>();
  const faults: string[] = [];
  return {
    async look(page, state) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await expect(page.locator('html')).toHaveAttribute(
          'data-mantine-color-scheme',
          colorScheme,
        );
        const findings = await axeFindings(page);
        faults.push(...findings.map((finding) => `${state}, ${colorScheme}: ${finding}`));
        await screenshot(page, `axe-${state}-${colorScheme}`);
      }
      seen.add(state);
    },
    expectNone(states) {
      expect(faults).toEqual([]);
      expect(seen.size).toBeGreaterThanOrEqual(states);
    },
  };
}

/** Until nothing moves: a colour that is handed down changes one element after the other. */
async function settled(): Promise<void> {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const isMoving = () =>
    document.getAnimations().some(({ playState, effect }) => {
      const isEndless = effect?.getComputedTiming().endTime === Infinity;
      return playState === 'running' && !isEndless;
    });
  for (let still = 0; still < 4; still += 1) {
    await frame();
    if (isMoving()) still = 0;
  }
}
