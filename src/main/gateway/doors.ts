import type { GatewaySettings } from '../../shared/domain/gateway-settings.ts';
import type { DoorsStatus } from '../../shared/domain/gateway-status.ts';
import type { Result } from '../../shared/util/result.ts';
import { createSerialQueue } from '../../shared/util/serial-queue.ts';

/** A door that is open. */
export interface OpenDoor {
  /** Closes it and ends what came through it, calls included. */
  close(): Promise<void>;
}

type Opening<D> = Promise<Result<D, { readonly detail: string }>>;

/** What doors need from outside. */
export interface DoorsDeps {
  readonly wanted: () => GatewaySettings;
  /** Whether another Patchbay has the data folder; then that one serves apps. */
  readonly isElsewhere: () => boolean;
  /** No door opens before it has resolved. */
  readonly prepared: Promise<void>;
  readonly openSocket: () => Opening<OpenDoor>;
  /** Opens at this port, or at another where that is taken. */
  readonly openHttp: (port: number) => Opening<OpenDoor & { readonly port: number }>;
  /** Told how the doors stand after each look. */
  readonly tell: (status: DoorsStatus, wanted: GatewaySettings) => void;
}

/** Keeps the doors for AI apps as the settings say. */
export interface Doors {
  /** Opens and closes what the settings say by now; resolves when that is done. */
  follow(): Promise<void>;
  /** How they stand, once what was asked for before is done. */
  status(): Promise<DoorsStatus>;
  /** Closes them for good. */
  close(): Promise<void>;
}

/** Doors that are all closed until `follow`. */
export function createDoors(deps: DoorsDeps): Doors {
  const queue = createSerialQueue();
  const socket = new Door(() => deps.openSocket());
  const http = new Door((port) => deps.openHttp(port));
  let isClosed = false;

  const status = (): DoorsStatus => ({
    socket: socket.door === undefined ? socket.closed() : { kind: 'open' },
    http: http.door === undefined ? http.closed() : { kind: 'open', port: http.door.port },
    isElsewhere: deps.isElsewhere(),
  });
  const look = async (): Promise<void> => {
    if (!isClosed) await deps.prepared;
    const wanted = deps.wanted();
    const isOpen = wanted.isOn && !isClosed && !deps.isElsewhere();
    await socket.be(isOpen && wanted.socket, 0);
    await http.be(isOpen && wanted.http, wanted.port);
    if (!isClosed) deps.tell(status(), wanted);
  };
  return {
    follow: () => queue.run(look),
    status: () => queue.run(() => Promise.resolve(status())),
    close() {
      isClosed = true;
      return queue.run(look);
    },
  };
}

/** One door; `port` is what it was opened for, which may not be where it is. */
class Door<D extends OpenDoor> {
  door: D | undefined;
  #port = 0;
  #detail: string | undefined;
  readonly #open: (port: number) => Opening<D>;

  constructor(open: (port: number) => Opening<D>) {
    this.#open = open;
  }

  closed(): { readonly kind: 'closed'; readonly detail?: string } {
    return { kind: 'closed', ...(this.#detail !== undefined && { detail: this.#detail }) };
  }

  async be(isOpen: boolean, port: number): Promise<void> {
    if (this.door !== undefined && (!isOpen || port !== this.#port)) {
      const { door } = this;
      this.door = undefined;
      await door.close();
    }
    this.#detail = undefined;
    if (!isOpen || this.door !== undefined) return;
    const opened = await this.#open(port);
    this.#port = port;
    if (opened.ok) this.door = opened.value;
    else this.#detail = opened.error.detail;
  }
}
