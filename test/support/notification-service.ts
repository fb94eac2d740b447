import { plain } from './desktop-services.ts';
import type { DesktopServices } from './desktop-services.ts';

const name = 'org.freedesktop.Notifications';
const path = '/org/freedesktop/Notifications';

/** A notification as the desktop was asked to show it. */
export interface DesktopNotification {
  readonly id: number;
  readonly title: string;
  readonly body: string;
  /** Labels of the buttons, in order. */
  readonly buttons: readonly string[];
  readonly isSilent: boolean;
}

/** The part of a desktop that shows notifications. */
export interface NotificationService {
  /** What is on the screen. */
  shown(): readonly DesktopNotification[];
  /** How often the desktop was asked to show something, replacements included. */
  count(): number;
  /** Clicks a button, or without one the notification itself; then it is gone. */
  click(id: number, button?: string): void;
  /** A person closes it. */
  dismiss(id: number): void;
  remove(): Promise<void>;
}

/** Adds notifications to the desktop. */
export async function addNotificationService(
  desktop: DesktopServices,
  capabilities: readonly string[] = ['actions', 'body', 'body-markup'],
): Promise<NotificationService> {
  const shown = new Map<number, DesktopNotification & { readonly keys: readonly string[] }>();
  let count = 0;
  let lastId = 0;
  const signal = (member: string, signature: string, body: readonly unknown[]) =>
    desktop.signal({ path, interface: name }, member, signature, body);
  const dismiss = (id: number) => {
    shown.delete(id);
    signal('NotificationClosed', 'uu', [id, 2]);
  };
  await desktop.offer(name, ({ path: asked, member, body }) => {
    if (asked !== path) return undefined;
    if (member === 'GetCapabilities') return { signature: 'as', body: [capabilities] };
    if (member === 'CloseNotification') {
      const id = Number(body[0]);
      if (shown.delete(id)) signal('NotificationClosed', 'uu', [id, 3]);
      return { signature: '', body: [] };
    }
    if (member !== 'Notify') return undefined;
    const [, replaced, , title, text, actions, hints] = plain(body) as NotifyBody;
    const id = shown.has(replaced) ? replaced : (lastId += 1);
    count += 1;
    shown.set(id, {
      id,
      title,
      body: text,
      buttons: actions.filter((_, index) => index % 2 === 1 && actions[index - 1] !== 'default'),
      keys: actions.filter((_, index) => index % 2 === 0),
      isSilent: hints['suppress-sound'] === true,
    });
    return { signature: 'u', body: [id] };
  });
  return {
    shown: () => [...shown.values()],
    count: () => count,
    click(id, button) {
      const notification = shown.get(id);
      const keys = notification?.keys.filter((key) => key !== 'default') ?? [];
      const at = notification?.buttons.indexOf(button ?? '') ?? -1;
      const key = button === undefined ? 'default' : keys[at];
      if (key === undefined) throw new Error(`no button ${String(button)}`);
      signal('ActionInvoked', 'us', [id, key]);
      dismiss(id);
    },
    dismiss,
    remove: () => desktop.withdraw(name),
  };
}

type NotifyBody = readonly [
  app: string,
  replaced: number,
  icon: string,
  title: string,
  body: string,
  actions: readonly string[],
  hints: Readonly<Record<string, unknown>>,
];
