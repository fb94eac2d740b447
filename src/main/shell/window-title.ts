import type { ShownPlace } from '../../shared/domain/window-command.ts';
import type { Phrase } from '../../shared/i18n/phrase.ts';
import { plainLine } from './plain-line.ts';

const longestTitle = 80;

/** What the window is called: where it is, then the app; only the app while nothing is chosen. */
export function windowTitle(
  { page, server }: ShownPlace,
  titleOf: (server: string) => string | undefined,
  say: (phrase: Phrase) => string,
  appName: string,
): string {
  const where = whereOf(page, server === null ? undefined : titleOf(server), say);
  return where === undefined ? appName : `${plainLine(where, longestTitle)} – ${appName}`;
}

function whereOf(
  page: ShownPlace['page'],
  server: string | undefined,
  say: (phrase: Phrase) => string,
): string | undefined {
  if (page === 'servers') return server;
  // The page about secrets belongs to the settings.
  return say({ key: `nav.${page === 'secrets' ? 'settings' : page}` });
}
