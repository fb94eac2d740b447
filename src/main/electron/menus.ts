import { app } from 'electron';
import type { BrowserWindow } from 'electron';
import { release } from 'node:os';

import { shortcutsWith } from '../../shared/domain/shortcuts.ts';
import { resolveLanguage } from '../../shared/i18n/phrase.ts';
import type { Phrase } from '../../shared/i18n/phrase.ts';
import type { Host } from '../host/host.ts';
import type { Services } from '../host/services.ts';
import { appReport } from '../shell/app-report.ts';
import { windowTitle } from '../shell/window-title.ts';
import { openAppMenu } from './app-menu.ts';
import { shownName } from './build-kind.ts';
import { openContextMenus } from './context-menu.ts';

/** What menus and the window's title follow. */
interface MenusDeps {
  readonly host: Host;
  readonly services: Pick<Services, 'settings' | 'shownPlace' | 'askWindow'>;
  readonly window: BrowserWindow;
  readonly say: (phrase: Phrase) => string;
}

/** The application menu, the menus of texts, and the window's title; the answer shows them anew. */
export function openMenus({ host, services, window, say }: MenusDeps): () => void {
  const { settings, shownPlace } = services;
  const language = () =>
    resolveLanguage(settings.get().language, app.getPreferredSystemLanguages());
  const menu = openAppMenu({
    window,
    dataFolder: app.getPath('userData'),
    language,
    ask: services.askWindow,
    report: () => appReport(reportFacts(), host.snapshot()),
  });
  openContextMenus(window, language);
  const show = () => {
    const place = shownPlace.get();
    const titles = new Map(host.snapshot().servers.map(({ name, title }) => [name, title]));
    const isKnown = place.server !== null && titles.has(place.server);
    const shortcuts = shortcutsWith(settings.get().shortcuts);
    menu.show({ hasServer: place.page === 'servers' && isKnown, shortcuts });
    if (window.isDestroyed()) return;
    const title = windowTitle(place, (name) => titles.get(name), say, shownName);
    if (window.getTitle() !== title) window.setTitle(title);
  };
  shownPlace.follow(show);
  return show;
}

function reportFacts() {
  return {
    name: shownName,
    version: app.getVersion(),
    runtime: `Electron ${process.versions.electron}`,
    system: `${process.platform} ${release()} ${process.arch}${desktopOf()}`,
  };
}

function desktopOf(): string {
  const desktop = process.env['XDG_CURRENT_DESKTOP'];
  const session = process.env['XDG_SESSION_TYPE'];
  return [desktop, session].map((part) => (part === undefined ? '' : `, ${part}`)).join('');
}
