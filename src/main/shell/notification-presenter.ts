import type { NotificationPlace } from './notification-memory.ts';
import type { ShellCommand } from './shell-command.ts';

/** One notification, in words. Texts are single lines of plain text. */
export interface AppNotification {
  readonly place: NotificationPlace;
  readonly title: string;
  readonly body: string;
  /** Desktops that show no buttons leave them out. */
  readonly buttons: readonly NotificationButton[];
  /** What a click on the notification itself asks for. */
  readonly command: ShellCommand;
  /** Whether it appears without a sound. */
  readonly isQuiet: boolean;
}

/** A button and what it asks for. */
export interface NotificationButton {
  readonly label: string;
  readonly command: ShellCommand;
}

/** Where the desktop shows notifications. Its creator disposes it, which leaves none behind. */
export interface NotificationPresenter extends Disposable {
  /** Shows a notification instead of the one in its place. */
  show(notification: AppNotification): void;
  close(place: NotificationPlace): void;
}

/** What a desk tells. */
export interface NotificationListener {
  onCommand(command: ShellCommand): void;
  /** A notification is gone by a person's or the desktop's doing; also after a click. */
  onClosed(place: NotificationPlace): void;
}
