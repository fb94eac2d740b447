import { Notification } from 'electron';

import type {
  AppNotification,
  NotificationPresenter,
  NotificationListener,
} from '../shell/notification-presenter.ts';
import type { NotificationPlace } from '../shell/notification-memory.ts';

/** Notifications of macOS and Windows; the latter shows no buttons, a click leads to the window. */
export function createNativeNotifications(listener: NotificationListener): NotificationPresenter {
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
