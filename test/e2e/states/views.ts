import type { Page } from '@playwright/test';

import { languageNames, languages } from '../../../src/shared/i18n/phrase.ts';
import type { Language } from '../../../src/shared/i18n/phrase.ts';
import type { LaunchedApp } from '../../support/electron-app.ts';

/** One way a person may have the window. */
export interface View {
  readonly language: Language;
  readonly colours: 'light' | 'dark' | 'forced';
  readonly width: number;
  readonly height: number;
  /** 1.5 is 150 %. */
  readonly zoom: number;
}

const wide = { width: 1280, height: 800, zoom: 1 };
const small = { width: 720, height: 600, zoom: 1 };
const large = { width: 1280, height: 800, zoom: 1.5 };

/** Every language, size and colour, each of them several times; views of one size stand together. */
const usualViews: readonly View[] = [
  { language: 'en', colours: 'light', ...wide },
  { language: 'ja', colours: 'dark', ...wide },
  { language: 'en', colours: 'forced', ...wide },
  { language: 'en', colours: 'dark', ...small },
  { language: 'es', colours: 'light', ...small },
  { language: 'zh-CN', colours: 'light', ...small },
  { language: 'es', colours: 'dark', ...large },
  { language: 'ja', colours: 'light', ...large },
];

const allViews: readonly View[] = [wide, small, large].flatMap((size) =>
  languages.flatMap((language) =>
    (['light', 'dark', 'forced'] as const).map((colours) => ({ language, colours, ...size })),
  ),
);

/** The views to take: a choice in which everything comes up, or every combination there is. */
export const views = process.env['PATCHBAY_LOOK_ALL'] === '1' ? allViews : usualViews;

/** What a view is called in the name of its picture. */
export function nameOfView({ language, colours, width, zoom }: View): string {
  return `${language}-${String(width)}${zoom === 1 ? '' : '-150'}-${colours}`;
}

/** Has the window speak every language once, so that it has the words of all of them. */
export async function learnLanguages({ page }: LaunchedApp): Promise<void> {
  await page.keyboard.press('Control+,');
  for (const language of [...languages.slice(1), languages[0]]) {
    await page.locator('input[aria-labelledby="language-label"]').click();
    await page.getByRole('option', { name: languageNames[language] }).click();
    await page.locator(`html[lang="${language}"]`).waitFor();
  }
  await page.keyboard.press('Control+1');
}

/** Shows the window in a view without touching what is open in it. */
export async function showView({ app, page }: LaunchedApp, view: View): Promise<void> {
  await page.emulateMedia({
    colorScheme: view.colours === 'dark' ? 'dark' : 'light',
    forcedColors: view.colours === 'forced' ? 'active' : 'none',
    reducedMotion: 'reduce',
  });
  await app.evaluate(({ BrowserWindow }, { width, height, zoom }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setContentSize(width, height);
    window?.webContents.setZoomFactor(zoom);
  }, view);
  const innerWidth = Math.round(view.width / view.zoom);
  await page.waitForFunction((px) => Math.abs(window.innerWidth - px) < 2, innerWidth);
  await speak(page, view.language);
}

// The choice in Settings would lead away from the state; i18next is what it sets in the end.
async function speak(page: Page, language: Language): Promise<void> {
  await page.evaluate(async (wanted) => {
    interface Fiber {
      readonly child: Fiber | null;
      readonly memoizedProps: { readonly i18n?: { changeLanguage(to: string): Promise<unknown> } };
    }
    const root: object = document.getElementById('root') ?? {};
    const [, top] =
      Object.entries(root).find(([name]) => name.startsWith('__reactContainer$')) ?? [];
    let fiber = (top ?? null) as Fiber | null;
    while (fiber !== null && fiber.memoizedProps?.i18n === undefined) fiber = fiber.child;
    await fiber?.memoizedProps.i18n?.changeLanguage(wanted);
    document.documentElement.lang = wanted;
    await document.fonts.ready;
    for (let frame = 0; frame < 3; frame += 1)
      await new Promise((done) => requestAnimationFrame(done));
  }, language);
}
