import { Notification } from 'electron';

import type {
  AppNotification,
  NotificationPresenter,
  NotificationListener,
} from '../shell/notification-presenter.ts';
import type { Logger } from '../kernel/logger.ts';
import type { NotificationPlace } from '../shell/notification-memory.ts';

/**
 * Notifications of macOS and Windows. What the system does not show, such as those of a build that is
 * not signed on macOS, is told to the log, once for each reason.
 */
export function createNativeNotifications(
  listener: NotificationListener,
  logger: Logger,
): NotificationPresenter {
  const reasons = new Set<string>();
  const onFailed = (reason: string) => {
    if (reasons.has(reason)) return;
    reasons.add(reason);
    logger.warn('a notification was not shown', { reason });
  };
  const shown = new Map<NotificationPlace, Notification>();
  const close = (place: NotificationPlace) => {
    const notification = shown.get(place);
    shown.delete(place);
    notification?.close();
  };
  return {
    show(notification) {
      close(notification.place);
      if (!Notification.isSupported()) return;
      const native = toNative(notification, listener);
      // Only what is shown now counts: one that was replaced tells that it was closed, too.
      const onGone = () => {
        if (shown.get(notification.place) !== native) return;
        shown.delete(notification.place);
        listener.onClosed(notification.place);
      };
      native.on('close', onGone);
      native.on('click', onGone);
      native.on('action', onGone);
      native.on('failed', (_event, reason) => {
        onFailed(reason);
        onGone();
      });
      shown.set(notification.place, native);
      native.show();
    },
    close,
    [Symbol.dispose]() {
      for (const place of [...shown.keys()]) close(place);
    },
  };
}

function toNative(notification: AppNotification, listener: NotificationListener): Notification {
  const { title, body, buttons, command, isQuiet } = notification;
  const native = new Notification({
    title,
    body,
    silent: isQuiet,
    actions: buttons.map(({ label }) => ({ type: 'button', text: label })),
  });
  native.on('click', () => listener.onCommand(command));
  native.on('action', (...args) => {
    // Newer releases put the index into the event, older ones beside it.
    const [event, index] = args as unknown as [{ readonly actionIndex?: number }, number];
    const button = buttons[event.actionIndex ?? index];
    if (button !== undefined) listener.onCommand(button.command);
  });
  return native;
}
