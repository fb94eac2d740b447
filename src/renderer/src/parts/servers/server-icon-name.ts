import type { ServerView } from '../../../../shared/domain/server.ts';
import type { IconName } from '../../ui/icon-paths.ts';
import { hasAddress, isProgram } from '../../../../shared/domain/transport-kind.ts';

const byWord: readonly (readonly [RegExp, IconName])[] = [
  [/file|folder|drive|document|dropbox/, 'folder'],
  [/memory|think|brain|knowledge/, 'brain'],
  [/github/, 'github'],
  [/git/, 'git'],
  [/postgres|sql|database|mongo|redis|supabase|\bdb\b/, 'database'],
  [/slack/, 'slack'],
  [/chat|discord|message|telegram|teams/, 'message'],
  [/mail|outlook/, 'mail'],
  [/calendar/, 'calendar'],
  [/time|clock/, 'clock'],
  [/browser|puppeteer|playwright|chrome/, 'browser'],
  [/search|brave|exa\b|tavily/, 'search'],
  [/linear|jira|ticket|issue/, 'ticket'],
  [/map|weather|places/, 'map'],
  [/image|photo|picture|figma/, 'photo'],
  [/chart|analytics|grafana|metrics/, 'chart'],
  [/note|notion|obsidian|wiki/, 'notes'],
  [/everything|sample|test/, 'flask'],
];

/** A picture for a server that brings none, guessed from its name and then from how it is reached. */
export function serverIconName(server: Pick<ServerView, 'name' | 'title' | 'transport'>): IconName {
  const words = `${server.name} ${server.title}`.toLowerCase();
  const match = byWord.find(([pattern]) => pattern.test(words));
  if (match !== undefined) return match[1];
  if (isProgram(server.transport)) return 'terminal';
  return hasAddress(server.transport) ? 'world' : 'flask';
}
