import { app } from 'electron';
import type { BrowserWindow, NativeImage } from 'electron';

import type { Snapshot } from '../../shared/domain/events.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import { overallHealthIn, stateOf } from '../../shared/domain/snapshot-health.ts';
import type { Phrase } from '../../shared/i18n/phrase.ts';
import { createDesktopNotifications } from '../node/desktop/desktop-notifications.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type {
  NotificationPresenter,
  NotificationListener,
} from '../shell/notification-presenter.ts';
import type { NotificationFacts, NotificationPlace } from '../shell/notification-memory.ts';
import { notificationOf } from '../shell/notification-words.ts';
import {
  afterClosingApproval,
  approvalNotification,
  followApprovals,
  noApprovalNews,
} from '../shell/approval-news.ts';
import type { CallsOf } from '../shell/approval-news.ts';
import { createNotifier } from '../shell/notifier.ts';
import {
  afterClosingQuestion,
  followQuestions,
  noQuestionNews,
  questionNotification,
} from '../shell/question-news.ts';
import { quietMinutesLeft } from '../shell/quiet-hours.ts';
import { actedOnBy } from '../shell/shell-command.ts';
import type { ShellCommand } from '../shell/shell-command.ts';
import { trayModel } from '../shell/tray-model.ts';
import { createBadge } from './badge.ts';
import { createNativeNotifications } from './native-notifications.ts';
import { menuImage } from './tray-images.ts';

const minuteMs = 60_000;

/** What notifications need of the rest of the shell. */
interface NotificationDeps {
  readonly window: BrowserWindow;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly first: Snapshot;
  readonly say: (phrase: Phrase) => string;
  readonly callsOf: CallsOf;
  readonly onCommand: (command: ShellCommand) => void;
}

/** Notifications, and the number on the app's icon. */
export interface AppNotifications extends Disposable {
  /** Looks at how the servers are now. */
  look(snapshot: Snapshot): void;
  /** Does what a person asks for outside the window. */
  run(command: ShellCommand): void;
  /** Says that Patchbay goes on although its window was closed. */
  sayItStays(): void;
}

/** Opens what tells a person who does not look at the window that a server needs a hand. */
export function openNotifications(deps: NotificationDeps): AppNotifications {
  const { window, clock, logger, say } = deps;
  let snapshot = deps.first;
  const run = (command: ShellCommand) => {
    notifier.onActed(actedOnBy(command));
    deps.onCommand(command);
  };
  const onClosed = (place: NotificationPlace) => {
    if (place === 'question') questions.onClosed();
    else if (place === 'approval') approvals.onClosed();
    else if (place !== 'stays') notifier.onClosed(place);
  };
  const desk = openDesk({ onCommand: run, onClosed }, logger);
  const notifier = createNotifier({
    clock,
    facts: (nowMs) => factsOf(snapshot, window, nowMs),
    perform(step) {
      if (step.kind === 'close') return desk.close(step.place);
      const notification = notificationOf(step, snapshot, say);
      if (notification !== undefined) desk.show(notification);
    },
  });
  const { platform } = process;
  const showBadge = createBadge<NativeImage>({ platform, app, window });
  const questions = tellOfQuestions(desk, say);
  const approvals = tellOfApprovals(desk, deps);
  const look = () => {
    notifier.look();
    const facts = factsOf(snapshot, window, clock.now());
    questions.look(snapshot, facts);
    approvals.look(snapshot, facts);
  };
  window.on('focus', look);
  window.on('blur', look);
  return {
    look(now) {
      snapshot = now;
      look();
      const { counts, level } = overallHealthIn(now);
      showBadge({
        count: counts.hand,
        picture: () => menuImage(level),
        sentence: () => trayModel(now, say).tooltip,
      });
    },
    run,
    sayItStays() {
      desk.show({
        place: 'stays',
        title: say({ key: 'notify.stays' }),
        body: say({ key: 'notify.stays.text' }),
        buttons: [],
        command: { kind: 'open' },
        isQuiet: true,
      });
      window.once('show', () => desk.close('stays'));
    },
    [Symbol.dispose]() {
      window.off('focus', look);
      window.off('blur', look);
      notifier[Symbol.dispose]();
      desk[Symbol.dispose]();
    },
  };
}

/** Keeps the notification about what servers ask in step with what waits. */
function tellOfQuestions(desk: NotificationPresenter, say: NotificationDeps['say']) {
  let news = noQuestionNews;
  return {
    look(
      snapshot: Snapshot,
      { isWatched, isWanted, quietUntilMs }: Omit<NotificationFacts, 'nowMs'>,
    ): void {
      const { questions } = snapshot;
      const isWantedNow = isWanted && quietUntilMs === null;
      const next = followQuestions(news, { questions, isWatched, isWanted: isWantedNow });
      news = next.news;
      if (next.step.kind === 'close') desk.close('question');
      if (next.step.kind !== 'show') return;
      const notification = questionNotification(next.step, snapshot, say);
      if (notification !== undefined) desk.show(notification);
    },
    onClosed: () => void (news = afterClosingQuestion(news)),
  };
}

/** Keeps the notification about calls that wait for a yes in step with them. */
function tellOfApprovals(
  desk: NotificationPresenter,
  { callsOf, say }: Pick<NotificationDeps, 'callsOf' | 'say'>,
) {
  let news = noApprovalNews;
  return {
    look(
      { approvals: pending }: Snapshot,
      { isWatched, isWanted, quietUntilMs }: Omit<NotificationFacts, 'nowMs'>,
    ): void {
      const isWantedNow = isWanted && quietUntilMs === null;
      const next = followApprovals(news, { pending, isWatched, isWanted: isWantedNow });
      news = next.news;
      if (next.step.kind === 'close') desk.close('approval');
      if (next.step.kind !== 'show') return;
      const notification = approvalNotification(pending, callsOf, say, next.step.isQuiet);
      if (notification !== undefined) desk.show(notification);
    },
    onClosed: () => void (news = afterClosingApproval(news)),
  };
}

// On Linux Electron sends no buttons, so the desktop is spoken to directly.
function openDesk(listener: NotificationListener, logger: Logger) {
  if (process.platform === 'linux') return createDesktopNotifications(listener, logger);
  return createNativeNotifications(listener, logger);
}

function factsOf(
  snapshot: Snapshot,
  window: BrowserWindow,
  nowMs: number,
): Omit<NotificationFacts, 'nowMs'> {
  const { servers, settings } = snapshot;
  return {
    states: new Map(servers.map(({ name }) => [name, stateOf(snapshot, name)])),
    isWatched: !window.isDestroyed() && window.isVisible() && window.isFocused(),
    isWanted: settings.notifications,
    quietUntilMs: quietUntilMs(settings, nowMs),
  };
}

function quietUntilMs({ quietHours }: Settings, nowMs: number): number | null {
  const now = new Date(nowMs);
  const leftMinutes = quietMinutesLeft(quietHours, now.getHours() * 60 + now.getMinutes());
  return leftMinutes === 0 ? null : now.setSeconds(0, 0) + leftMinutes * minuteMs;
}
