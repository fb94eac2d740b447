import type { ApprovalAnswer, PendingApproval } from '../../shared/domain/approval.ts';
import type { Phrase } from '../../shared/i18n/phrase.ts';
import { hiddenCharacters } from '../../shared/util/hidden-characters.ts';
import type { AppNotification, NotificationButton } from './notification-presenter.ts';
import { plainLine } from './plain-line.ts';
import type { ShellCommand } from './shell-command.ts';

/** What is remembered of calls that wait for a yes, from one look to the next. */
export interface ApprovalNews {
  /** Entries the person was told of, or saw in the window. */
  readonly known: ReadonlySet<string>;
  /** What the notification on the screen says, in short; null while there is none. */
  readonly shown: string | null;
}

/** Nothing waits yet. */
export const noApprovalNews: ApprovalNews = { known: new Set(), shown: null };

/** What a look is made of. */
export interface ApprovalFacts {
  /** What waits; what waits longest first. */
  readonly pending: readonly PendingApproval[];
  /** Whether the person looks at the window, which shows it. */
  readonly isWatched: boolean;
  /** Whether the person wants notifications at this moment. */
  readonly isWanted: boolean;
}

/** What is to be done with the one notification about calls that wait. */
export type ApprovalStep =
  | { readonly kind: 'none' | 'close' }
  /** Quiet: it only takes the place of one that is on the screen. */
  | { readonly kind: 'show'; readonly isQuiet: boolean };

/**
 * Decides what to tell somebody who does not look at the window. There is one notification, however
 * much waits; it is corrected while it is on the screen, and comes again for what is new.
 */
export function followApprovals(
  { known, shown }: ApprovalNews,
  { pending, isWatched, isWanted }: ApprovalFacts,
): { readonly news: ApprovalNews; readonly step: ApprovalStep } {
  // The next call of the same app to the same tool is news when the one before is answered.
  const ids = new Set(pending.map(({ id, expiresAt }) => `${id} ${String(expiresAt)}`));
  const close: ApprovalStep = { kind: shown === null ? 'none' : 'close' };
  if (isWatched || !isWanted || ids.size === 0) {
    const seen = isWatched ? ids : new Set([...known].filter((id) => ids.has(id)));
    return { news: { known: seen, shown: null }, step: close };
  }
  const now = JSON.stringify(pending.map(({ id, count, expiresAt }) => [id, count, expiresAt]));
  const hasNew = [...ids].some((id) => !known.has(id));
  if (now === shown || (shown === null && !hasNew)) {
    return { news: { known: ids, shown }, step: { kind: 'none' } };
  }
  return { news: { known: ids, shown: now }, step: { kind: 'show', isQuiet: shown !== null } };
}

/** The person closed the notification, or clicked on it. */
export function afterClosingApproval(news: ApprovalNews): ApprovalNews {
  return { ...news, shown: null };
}

const longest = { name: 60, body: 200 } as const;

/** The calls behind an entry, as the desk tells them. */
export type CallsOf = (id: string) => {
  readonly ids: readonly string[];
  readonly calls: readonly { readonly text: string; readonly totalChars: number }[];
};

/**
 * What the notification says. Yes can be said in it only where it shows all that would be sent: to
 * one call with few arguments. Everything else is answered in the window; *No* always can be said.
 */
export function approvalNotification(
  pending: readonly PendingApproval[],
  callsOf: CallsOf,
  say: (phrase: Phrase) => string,
  isQuiet: boolean,
): AppNotification | undefined {
  const [first] = pending;
  if (first === undefined) return undefined;
  const ids = pending.flatMap(({ id }) => callsOf(id).ids);
  const command: ShellCommand = { kind: 'answer' };
  const button = (key: ButtonKey, answer: ApprovalAnswer): NotificationButton => ({
    label: say({ key }),
    command: { kind: 'approve', calls: ids, answer },
  });
  const open: NotificationButton = { label: say({ key: 'notify.open' }), command };
  const no = button('notify.approval.no', 'no');
  const common = { place: 'approval', command, isQuiet } as const;
  if (ids.length !== 1) {
    const title = say({ key: 'notify.approval.many', params: { count: ids.length } });
    const body = plainLine(pending.map((one) => `${appOf(one, say)}: ${one.tool}`).join(', '), 200);
    return { ...common, title, body, buttons: [open, no] };
  }
  const sent = oneLine(callsOf(first.id).calls[0]?.text ?? '');
  const isWhole = [...sent].length <= longest.body;
  const params = { app: plainLine(appOf(first, say), longest.name), tool: nameOf(first.tool) };
  const yes = [
    button('notify.approval.once', 'once'),
    button('notify.approval.always', 'always-tool'),
  ];
  return {
    ...common,
    title: say({ key: 'notify.approval', params }),
    body: `${nameOf(first.serverTitle)} · ${plainLine(sent, longest.body)}`,
    buttons: isWhole ? [...yes, no] : [open, no],
  };
}

type ButtonKey = 'notify.approval.once' | 'notify.approval.always' | 'notify.approval.no';

const nameOf = (text: string): string => plainLine(oneLine(text), longest.name);

function appOf({ door, app }: PendingApproval, say: (phrase: Phrase) => string): string {
  if (door === 'command') return say({ key: 'note.commandLine' });
  return app === '' ? say({ key: 'note.anApp' }) : app;
}

const hidden = new RegExp(`[${hiddenCharacters}]`, 'gu');

/** Without the line breaks that were put in for reading; what would hide is written out. */
function oneLine(text: string): string {
  return text
    .replace(/\n\s*/gu, ' ')
    .replace(hidden, (one) => `\\u{${(one.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`);
}
