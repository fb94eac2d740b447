import { expect } from '@playwright/test';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { LaunchedApp } from '../../support/electron-app.ts';
import { settled } from '../support/settled.ts';
import { faultsInView } from './faults-in-view.ts';
import { lookPage } from './look-page.ts';
import type { Round } from './round.ts';
import { learnLanguages, nameOfView, showView, views } from './views.ts';

const folder = resolve(import.meta.dirname, '../../../test-results/look');

/** A round that takes a picture of every state in every view, and notes what does not fit. */
export function beginLookRound(part: string): Round {
  const faults: string[] = [];
  const seen = new Set<string>();
  let launched: LaunchedApp | undefined;
  const usual = views[0];
  return {
    async begin(app) {
      launched = app;
      mkdirSync(folder, { recursive: true });
      await learnLanguages(app);
    },
    async look(page, state) {
      if (launched === undefined || usual === undefined) throw new Error('there is no window yet');
      for (const view of views) {
        await showView(launched, view);
        await page.evaluate(settled);
        const name = `${part}.${state}.${nameOfView(view)}`;
        writeFileSync(join(folder, `${name}.png`), await pictureOf(launched));
        faults.push(...(await faultsInView(page)).map((fault) => `${name}: ${fault}`));
      }
      await showView(launched, usual);
      seen.add(state);
    },
    expectNone(states) {
      writeFileSync(join(folder, `${part}.faults.json`), JSON.stringify(faults, null, 2));
      const pictures = readdirSync(folder).filter((name) => name.endsWith('.png'));
      writeFileSync(join(folder, 'index.html'), lookPage(pictures));
      expect(faults).toEqual([]);
      expect(seen.size).toBeGreaterThanOrEqual(states);
    },
  };
}

/** As the desktop shows it; Playwright cuts a page that is zoomed. */
async function pictureOf({ app }: LaunchedApp): Promise<Buffer> {
  const picture = await app.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    return image?.toPNG().toString('base64') ?? '';
  });
  return Buffer.from(picture, 'base64');
}
