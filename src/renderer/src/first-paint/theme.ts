import type { Settings } from '../../../shared/domain/settings.ts';

/** Puts the colour scheme on the page the way Mantine does, before Mantine is there. */
export function applyTheme(page: HTMLElement, theme: Settings['theme']): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  page.dataset.mantineColorScheme = theme === 'system' ? (dark ? 'dark' : 'light') : theme;
}
