import type { Snapshot } from '../../shared/domain/events.ts';
import type { Health, HealthLevel } from '../../shared/domain/health.ts';
import { handOrderIn, serversInOrder } from '../../shared/domain/server-order.ts';
import type { ServerView } from '../../shared/domain/server.ts';
import { healthIn, overallHealthIn } from '../../shared/domain/snapshot-health.ts';
import type { Phrase } from '../../shared/i18n/phrase.ts';
import { plainLine } from './plain-line.ts';
import type { ShellCommand } from './shell-command.ts';

/** One line of the tray's menu. */
export type TrayItem = { readonly kind: 'separator' } | TrayEntry;

interface TrayEntry {
  readonly kind: 'entry';
  readonly label: string;
  /** The shape beside the label; null for none. */
  readonly level: HealthLevel | null;
  /** One of several of which one is chosen; absent for a line that is no choice. */
  readonly isChosen?: boolean;
  readonly command: ShellCommand;
}

/** All that the tray shows; two that are equal look the same. */
export interface TrayModel {
  readonly level: HealthLevel;
  readonly tooltip: string;
  readonly items: readonly TrayItem[];
}

/** Lines a menu shows of each kind, at most; a menu that scrolls is no help. */
const most = { hand: 12, rest: 20, profiles: 12 } as const;
const longest = { title: 40, label: 110 } as const;

/**
 * What the tray shows of a snapshot, in the words of `say`. Below the way into the window, servers
 * that need a hand come first,
 * each with the action that helps. It names no times, so it changes only with the servers.
 */
export function trayModel(snapshot: Snapshot, say: (phrase: Phrase) => string): TrayModel {
  const { level, sentence } = overallHealthIn(snapshot);
  const all = serversInOrder(snapshot.servers, handOrderIn(snapshot)).map((server) => ({
    server,
    health: healthIn(snapshot, server, null),
  }));
  const hand = all.filter(({ health }) => health.group === 'hand');
  const rest = [...inGroup(all, 'on'), ...inGroup(all, 'off')];
  const { isPaused } = snapshot.settings;
  const sections: TrayItem[][] = [
    // Where everybody looks for it, however many servers there are.
    [entry(say({ key: 'tray.open' }), { kind: 'open' })],
    linesOf(hand, most.hand, say),
    linesOf(rest, most.rest, say),
    [
      entry(say({ key: isPaused ? 'tray.resume' : 'tray.pause' }), {
        kind: 'set-paused',
        isPaused: !isPaused,
      }),
    ],
    profileLines(snapshot, say),
    [entry(say({ key: 'tray.quit' }), { kind: 'quit' })],
  ];
  const tooltip = say({ key: 'join.dot', params: { a: { key: 'app.name' }, b: sentence } });
  return { level, tooltip, items: joined(sections) };
}

interface Line {
  readonly server: ServerView;
  readonly health: Health;
}

function inGroup(lines: readonly Line[], group: Health['group']): readonly Line[] {
  return lines.filter(({ health }) => health.group === group);
}

function linesOf(
  lines: readonly Line[],
  limit: number,
  say: (phrase: Phrase) => string,
): TrayItem[] {
  const shown = lines.slice(0, limit).map((line) => serverEntry(line, say));
  const count = lines.length - shown.length;
  if (count > 0) shown.push(entry(say({ key: 'tray.more', params: { count } }), { kind: 'open' }));
  return shown;
}

function serverEntry({ server, health }: Line, say: (phrase: Phrase) => string): TrayItem {
  const { level, sentence, action, group } = health;
  const { name } = server;
  const title = plainLine(server.title, longest.title);
  if (group !== 'hand' || action === null) {
    const label = say({ key: 'tray.server', params: { title, sentence } });
    return { ...entry(label, { kind: 'show', name }), level };
  }
  const label = say({ key: 'tray.act', params: { action: action.label, title, sentence } });
  return { ...entry(label, { kind: 'act', name, action: action.kind }), level };
}

/** Nothing where there is nothing to switch to. */
function profileLines({ profiles }: Snapshot, say: (phrase: Phrase) => string): TrayItem[] {
  const { all, activeId } = profiles;
  if (all.length < 2) return [];
  // The one in use is always among those shown.
  const others = all.filter(({ id }) => id !== activeId).slice(0, most.profiles - 1);
  const shown = all.filter((profile) => profile.id === activeId || others.includes(profile));
  const lines = shown.map(({ id, title }): TrayItem => {
    const params = { title: plainLine(title, longest.title) };
    const label = say({ key: 'tray.profile', params });
    return { ...entry(label, { kind: 'switch-profile', id }), isChosen: id === activeId };
  });
  const count = all.length - shown.length;
  if (count > 0) lines.push(entry(say({ key: 'tray.more', params: { count } }), { kind: 'open' }));
  return lines;
}

function entry(label: string, command: ShellCommand): TrayEntry {
  return { kind: 'entry', label: plainLine(label, longest.label), level: null, command };
}

function joined(sections: readonly TrayItem[][]): TrayItem[] {
  return sections
    .filter((items) => items.length > 0)
    .flatMap((items, index) => (index === 0 ? items : [{ kind: 'separator' as const }, ...items]));
}
