import type { Logger } from '../../kernel/logger.ts';
import type {
  AppNotification,
  NotificationPresenter,
  NotificationListener,
} from '../../shell/notification-presenter.ts';
import type { NotificationPlace } from '../../shell/notification-memory.ts';
import { openDesktopBus } from './desktop-bus.ts';
import type { BusSignal, DesktopBus } from './desktop-bus.ts';

/** Desktop Notifications Specification 1.3. */
const service = {
  destination: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  interface: 'org.freedesktop.Notifications',
} as const;

/** Names of the icon theme that every desktop has. */
const icons: Readonly<Record<NotificationPlace, string>> = {
  hand: 'dialog-warning',
  'sign-in': 'dialog-password',
  back: 'dialog-information',
  question: 'dialog-question',
  approval: 'dialog-question',
  stays: 'dialog-information',
};

const urgency = { low: 0, normal: 1 } as const;
const desktopChoosesWhenItGoes = -1;

interface Shown {
  /** The desktop's number for it. */
  readonly id: number;
  readonly notification: AppNotification;
}

interface Service {
  readonly bus: DesktopBus;
  readonly capabilities: ReadonlySet<unknown>;
}

/** Notifications with buttons on a Linux desktop, over its message bus, joined with the first. */
export function createDesktopNotifications(
  listener: NotificationListener,
  logger: Logger,
  env: NodeJS.ProcessEnv = process.env,
): NotificationPresenter {
  const desk = new Desk(listener, logger, env);
  return {
    show: (notification) => desk.enqueue(() => desk.show(notification)),
    close: (place) => desk.enqueue(() => desk.close(place)),
    [Symbol.dispose]: () => desk.dispose(),
  };
}

class Desk {
  readonly #listener: NotificationListener;
  readonly #logger: Logger;
  readonly #env: NodeJS.ProcessEnv;
  readonly #shown = new Map<NotificationPlace, Shown>();
  #service: Promise<Service> | undefined;
  #queue: Promise<void> = Promise.resolve();
  #isDisposed = false;

  constructor(listener: NotificationListener, logger: Logger, env: NodeJS.ProcessEnv) {
    this.#listener = listener;
    this.#logger = logger;
    this.#env = env;
  }

  /** One after the other: what replaces a notification needs the number of the one before. */
  enqueue(task: () => Promise<void>): void {
    this.#queue = this.#queue.then(async () => {
      if (this.#isDisposed) return;
      await task().catch((error: unknown) => {
        this.#logger.warn('the desktop took no notification', { error: String(error) });
        // It may be another desktop by the next time.
        this.#leave();
      });
    });
  }

  async show(notification: AppNotification): Promise<void> {
    const { bus, capabilities } = await (this.#service ??= this.#join());
    const { place, title, buttons } = notification;
    const body = capabilities.has('body-markup') ? escaped(notification.body) : notification.body;
    const actions = capabilities.has('actions')
      ? ['default', '', ...buttons.flatMap(({ label }, index) => [String(index), label])]
      : [];
    const isQuiet = notification.isQuiet || place === 'back';
    const hints = {
      urgency: bus.variant('y', isQuiet ? urgency.low : urgency.normal),
      'suppress-sound': bus.variant('b', isQuiet),
      transient: bus.variant('b', place === 'back'),
    };
    const replaced = this.#shown.get(place)?.id ?? 0;
    const [id] = await bus.call({
      ...service,
      member: 'Notify',
      signature: 'susssasa{sv}i',
      body: [
        'Patchbay',
        replaced,
        icons[place],
        title,
        body,
        actions,
        hints,
        desktopChoosesWhenItGoes,
      ],
    });
    if (typeof id === 'number') this.#shown.set(place, { id, notification });
  }

  async close(place: NotificationPlace): Promise<void> {
    const shown = this.#shown.get(place);
    if (shown === undefined || this.#service === undefined) return;
    this.#shown.delete(place);
    const { bus } = await this.#service;
    await bus.call({ ...service, member: 'CloseNotification', signature: 'u', body: [shown.id] });
  }

  dispose(): void {
    for (const place of [...this.#shown.keys()]) this.enqueue(() => this.close(place));
    void this.#queue.then(() => {
      this.#isDisposed = true;
      this.#leave();
    });
  }

  async #join(): Promise<Service> {
    const bus = await openDesktopBus(this.#env);
    if (bus === undefined) throw new Error('there is no message bus');
    try {
      const [capabilities] = await bus.call({ ...service, member: 'GetCapabilities' });
      await bus.onSignal({ ...service, sender: service.destination }, (signal) =>
        this.#onSignal(signal),
      );
      return { bus, capabilities: new Set(Array.isArray(capabilities) ? capabilities : []) };
    } catch (error) {
      bus[Symbol.dispose]();
      throw error;
    }
  }

  #leave(): void {
    this.#shown.clear();
    void this.#service?.then(
      ({ bus }) => bus[Symbol.dispose](),
      () => undefined,
    );
    this.#service = undefined;
  }

  #onSignal({ member, body: [id, key] }: BusSignal): void {
    const found = [...this.#shown].find(([, shown]) => shown.id === id);
    if (found === undefined) return;
    const [place, { notification }] = found;
    if (member === 'NotificationClosed') {
      this.#shown.delete(place);
      this.#listener.onClosed(place);
    }
    if (member !== 'ActionInvoked') return;
    const button = notification.buttons[Number(key)];
    const command = key === 'default' ? notification.command : button?.command;
    if (command === undefined) return;
    // Most desktops close it themselves; whether or not, it has served.
    this.enqueue(() => this.close(place));
    this.#listener.onClosed(place);
    this.#listener.onCommand(command);
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
