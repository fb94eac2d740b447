import type { MessageBus } from '@jellybrick/dbus-next';
import { Message, sessionBus, Variant } from '@jellybrick/dbus-next';
import type { EventEmitter } from 'node:events';

/** A place on the test session's message bus for services that a desktop would offer. */
export interface DesktopServices {
  /** Owns a name and answers what is asked of it; resolves once the bus agreed. */
  offer(name: string, answer: (message: Message) => Answer | undefined): Promise<void>;
  /** Owns a name no more. */
  withdraw(name: string): Promise<void>;
  call(
    to: { readonly destination: string; readonly path: string },
    member: readonly [interfaceName: string, name: string],
    signature?: string,
    body?: readonly unknown[],
  ): Promise<readonly unknown[]>;
  signal(
    from: { readonly path: string; readonly interface: string },
    member: string,
    signature: string,
    body: readonly unknown[],
  ): void;
  close(): void;
}

/** What a method returns, with its D-Bus signature. */
export interface Answer {
  readonly signature: string;
  readonly body: readonly unknown[];
}

/** Joins the session's bus. Whoever opens it closes it. */
export async function openDesktopServices(): Promise<DesktopServices> {
  const bus: MessageBus = sessionBus();
  await new Promise<void>((resolve, reject) => {
    bus.once('connect', resolve);
    (bus as EventEmitter).on('error', reject);
  });
  const answers = new Map<string, (message: Message) => Answer | undefined>();
  bus.addMethodHandler((message) => {
    for (const answer of answers.values()) {
      const made = answer(message);
      if (made === undefined) continue;
      bus.send(Message.newMethodReturn(message, made.signature, [...made.body]));
      return true;
    }
    return false;
  });
  return {
    async offer(name, answer) {
      answers.set(name, answer);
      await bus.requestName(name, 0);
    },
    async withdraw(name) {
      answers.delete(name);
      await bus.releaseName(name);
    },
    async call({ destination, path }, [interfaceName, member], signature = '', body = []) {
      const message = new Message({
        destination,
        path,
        interface: interfaceName,
        member,
        signature,
        body: [...body],
      });
      return (await bus.call(message))?.body ?? [];
    },
    signal: (from, member, signature, body) =>
      bus.send(Message.newSignal(from.path, from.interface, member, signature, [...body])),
    close: () => bus.disconnect(),
  };
}

/** A variant of the bus. */
export function variant(signature: string, value: unknown): Variant {
  return new Variant(signature, value);
}

/** What variants hold, all the way down. */
export function plain(value: unknown): unknown {
  if (value instanceof Variant) return plain(value.value);
  if (Buffer.isBuffer(value)) return value;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
