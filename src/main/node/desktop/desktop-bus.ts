import type { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

const answerLimitMs = 2_000;

/** A call on the desktop's message bus: to whom, where, which interface and member, what. */
export interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
}

/** A signal somebody sent on the bus. */
export interface BusSignal {
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly body: readonly unknown[];
}

/** The desktop's message bus (D-Bus), on Linux. */
export interface DesktopBus extends Disposable {
  /** By what the bus knows this connection, such as `:1.42`. */
  readonly name: string;
  /** What was answered; rejects with an error, or when no answer comes within two seconds. */
  call(call: BusCall): Promise<readonly unknown[]>;
  /** Hears the signals that whoever owns the name `sender` sends. */
  onSignal(
    source: Pick<BusSignal, 'path' | 'interface'> & { readonly sender: string },
    listener: (signal: BusSignal) => void,
  ): Promise<void>;
  /** A value that carries its type, for bodies that hold values of any type. */
  variant(signature: string, value: unknown): unknown;
}

const bus = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
} as const;

/** Joins the bus of this desktop; undefined where there is none. Its creator disposes it. */
export async function openDesktopBus(
  env: NodeJS.ProcessEnv = process.env,
): Promise<DesktopBus | undefined> {
  const address = env['DBUS_SESSION_BUS_ADDRESS'];
  if (process.platform !== 'linux' || address === undefined || address === '') return undefined;
  const { Message, sessionBus, Variant } = await import('@jellybrick/dbus-next');
  const connection = sessionBus({ busAddress: address });
  if (!(await isConnected(connection))) return undefined;
  const call = async (asked: BusCall) => {
    const message = new Message({ ...asked, body: [...(asked.body ?? [])] });
    return (await inTime(connection.call(message)))?.body ?? [];
  };
  return {
    name: connection.name ?? '',
    call,
    async onSignal(source, listener) {
      const { sender, path } = source;
      const match = `type='signal',sender='${sender}',path='${path}',interface='${source.interface}'`;
      connection.on('message', (message: BusSignal) => {
        if (message.path === source.path && message.interface === source.interface) {
          listener(message);
        }
      });
      await call({ ...bus, member: 'AddMatch', signature: 's', body: [match] });
    },
    variant: (signature, value) => new Variant(signature, value),
    [Symbol.dispose]: () => connection.disconnect(),
  };
}

// The library emits errors but does not say so in its types. Unheard they would end the process.
function isConnected(connection: EventEmitter): Promise<boolean> {
  return new Promise((resolve) => {
    connection.once('connect', () => resolve(true));
    connection.on('error', () => resolve(false));
  });
}

// A bus that goes away leaves its calls without an answer.
async function inTime<T>(answer: Promise<T>): Promise<T> {
  const patience = new AbortController();
  const tooLate = delay(answerLimitMs, undefined, { signal: patience.signal }).then(() => {
    throw new Error('no answer on the message bus');
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    patience.abort();
    tooLate.catch(() => undefined);
  }
}
