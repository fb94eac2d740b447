import type { ConnectionState } from '../../shared/domain/connection-state.ts';
import type { Snapshot } from '../../shared/domain/events.ts';
import { serversInOrder } from '../../shared/domain/server-order.ts';
import type { ServerView } from '../../shared/domain/server.ts';
import { healthIn, stateOf } from '../../shared/domain/snapshot-health.ts';
import { shortFailurePhrase } from '../../shared/i18n/failure-phrase.ts';
import type { Phrase } from '../../shared/i18n/phrase.ts';
import type { AppNotification, NotificationButton } from './notification-presenter.ts';
import type { NotificationStep } from './notification-memory.ts';
import { plainLine } from './plain-line.ts';

/** Titles that are named when several servers share a notification, at most. */
const mostTitles = 4;
const longest = { title: 60, body: 200 } as const;

type Say = (phrase: Phrase) => string;
type ShowStep = Extract<NotificationStep, { kind: 'show' }>;

/**
 * What a notification about servers of the snapshot says, in the words of `say`; undefined when none
 * of them is there any more. One server comes with the action that helps, several with what helps
 * them all: a sign-in is begun one at a time.
 */
export function notificationOf(
  step: ShowStep,
  snapshot: Snapshot,
  say: Say,
): AppNotification | undefined {
  const names = new Set(step.names);
  const servers = serversInOrder(snapshot.servers).filter(({ name }) => names.has(name));
  const [first] = servers;
  if (first === undefined) return undefined;
  if (servers.length === 1) return aboutOne(step, first, snapshot, say);
  return aboutMany(step, servers, snapshot, say);
}

function aboutOne(
  { place, isQuiet }: ShowStep,
  server: ServerView,
  snapshot: Snapshot,
  say: Say,
): AppNotification {
  const { name } = server;
  const { sentence, action } = healthIn(snapshot, server, null);
  const show = { kind: 'show', name } as const;
  const buttons: NotificationButton[] = [];
  if (place !== 'back') {
    if (action !== null) {
      const command = { kind: 'act', name, action: action.kind } as const;
      buttons.push({ label: say(action.label), command });
    }
    buttons.push({ label: say({ key: 'notify.open' }), command: show });
  }
  const title: Phrase = { key: `notify.${place}`, params: { title: titleOf(server) } };
  const body = say(reasonIn(stateOf(snapshot, name)) ?? sentence);
  return {
    place,
    title: say(title),
    body: plainLine(body, longest.body),
    buttons,
    command: show,
    isQuiet,
  };
}

function aboutMany(
  { place, isQuiet }: ShowStep,
  servers: readonly ServerView[],
  snapshot: Snapshot,
  say: Say,
): AppNotification {
  const open = { kind: 'open' } as const;
  const buttons: NotificationButton[] = [];
  if (place !== 'back') {
    const canRetry = servers.every(
      (server) => healthIn(snapshot, server, null).action?.kind === 'retry',
    );
    if (canRetry) {
      const command = { kind: 'retry-all', names: servers.map(({ name }) => name) } as const;
      buttons.push({ label: say({ key: 'notify.retryAll' }), command });
    }
    buttons.push({ label: say({ key: 'notify.open' }), command: open });
  }
  const title = say({ key: `notify.${place}.many`, params: { count: servers.length } });
  const body = plainLine(titlesOf(servers, say), longest.body);
  return { place, title, body, buttons, command: open, isQuiet };
}

/** Why it does not work, without the count of attempts: that goes on after this was said. */
function reasonIn(state: ConnectionState): Phrase | undefined {
  if (state.kind !== 'waiting' && state.kind !== 'cooling') return undefined;
  return { key: 'notify.retrying', params: { reason: shortFailurePhrase(state.failure) } };
}

function titlesOf(servers: readonly ServerView[], say: Say): string {
  const titles = servers
    .slice(0, mostTitles)
    .map(titleOf)
    .reduce((a, b) => say({ key: 'join.comma', params: { a, b } }));
  const count = servers.length - mostTitles;
  return count > 0 ? say({ key: 'notify.more', params: { titles, count } }) : titles;
}

function titleOf({ title }: ServerView): string {
  return plainLine(title, longest.title);
}
