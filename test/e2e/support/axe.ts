import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { screenshot } from '../../support/electron-app.ts';
import type { Round } from '../states/round.ts';

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

/** Begins a round; a fault in one state does not hide those after it. */
export function beginAxeRound(): Round {
  const seen = new Set<string>();
  const faults: string[] = [];
  return {
    async look(page, state) {
      // Light and dark; a picture of each is kept.
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
