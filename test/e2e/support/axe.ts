import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { screenshot } from '../../support/electron-app.ts';
import { settled } from './settled.ts';
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
