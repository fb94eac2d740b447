import type { ConnectedApp } from '../../shared/domain/connected-app.ts';
import type { Notice } from '../../shared/domain/events.ts';
import { createSerialQueue } from '../../shared/util/serial-queue.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { ConnectionBook, ConnectionRecord } from './connection-records.ts';
import { isBridgeLost } from './lost-bridge.ts';

/** An app may write its settings many times a minute; they are looked at so often, ms. */
const betweenLooksMs = 10_000;

/** What watching needs. */
export interface DriftWatchDeps {
  readonly book: Pick<ConnectionBook, 'all' | 'onChange'>;
  /** How these apps stand. */
  readonly list: (ids: ReadonlySet<string>) => Promise<readonly ConnectedApp[]>;
  /** Told a moment after a file was changed, made or removed, also where a link leads. */
  readonly watch: (place: string, onChange: () => void) => Disposable;
  /** Of the file as it is, SHA-256; undefined when there is none that can be read. */
  readonly hashOf: (place: string) => Promise<string | undefined>;
  /** Whether something is at a place. */
  readonly exists: (place: string) => Promise<boolean>;
  readonly notices: { add(notice: Notice): void; dismiss(id: string): void };
  /** Tells the window that apps stand otherwise. */
  readonly tell: () => void;
  readonly clock: Pick<Clock, 'now' | 'schedule'>;
  readonly logger: Pick<Logger, 'warn'>;
}

/**
 * Notices what others make of the files of connected apps while nobody looks at that page, and what
 * they made of them while Patchbay did not run. Files of other apps are left alone.
 */
export interface DriftWatch extends Disposable {
  /** Begins to watch; asks nothing of the disk where no app is connected. */
  start(): Promise<void>;
  /** Resolves when everything noticed so far was looked at. */
  settled(): Promise<void>;
}

/** Creates it. */
export function createDriftWatch(deps: DriftWatchDeps): DriftWatch {
  return new Watch(deps);
}

class Watch implements DriftWatch {
  readonly #deps: DriftWatchDeps;
  readonly #queue = createSerialQueue();
  readonly #watched = new Map<string, Disposable>();
  /** The notice that was told last of each app. */
  readonly #told = new Map<string, string>();
  readonly #changed = new Set<string>();
  #following: Disposable | undefined;
  #timer: Disposable | undefined;
  #lookedAt = -betweenLooksMs;

  constructor(deps: DriftWatchDeps) {
    this.#deps = deps;
  }

  async start(): Promise<void> {
    this.#following ??= this.#deps.book.onChange(() => void this.#run(() => this.#follow()));
    await this.#run(() => this.#follow());
  }

  settled(): Promise<void> {
    return this.#run(() => Promise.resolve());
  }

  [Symbol.dispose](): void {
    this.#following?.[Symbol.dispose]();
    this.#timer?.[Symbol.dispose]();
    for (const one of this.#watched.values()) one[Symbol.dispose]();
    this.#watched.clear();
  }

  #run(work: () => Promise<void>): Promise<void> {
    return this.#queue
      .run(work)
      .catch((error: unknown) =>
        this.#deps.logger.warn('files of apps were not looked at', { error: String(error) }),
      );
  }

  /** Watches the files of the apps that are connected now, and no others. */
  async #follow(): Promise<void> {
    const records = await this.#deps.book.all();
    const places = new Set(records.map(({ place }) => place));
    for (const [place, watcher] of this.#watched) {
      if (places.has(place)) continue;
      watcher[Symbol.dispose]();
      this.#watched.delete(place);
    }
    const connected = new Set(records.map(({ id }) => id));
    for (const id of [...this.#told.keys()].filter((one) => !connected.has(one)))
      this.#takeBack(id);
    for (const record of records) await this.#watch(record);
  }

  async #watch({ id, place, after, entry }: ConnectionRecord): Promise<void> {
    if (!this.#watched.has(place)) {
      this.#watched.set(
        place,
        this.#deps.watch(place, () => this.#soon(id)),
      );
    }
    // What we wrote ourselves is told nobody; else it was somebody else, perhaps while we did not run.
    const isOurs = (await this.#deps.hashOf(place)) === after;
    if (!isOurs || this.#told.has(id) || (await isBridgeLost(entry, this.#deps.exists)))
      this.#soon(id);
  }

  #soon(id: string): void {
    this.#changed.add(id);
    const { clock } = this.#deps;
    const wait = Math.max(0, this.#lookedAt + betweenLooksMs - clock.now());
    this.#timer ??= clock.schedule(wait, () => {
      this.#timer = undefined;
      void this.#run(() => this.#look());
    });
  }

  async #look(): Promise<void> {
    const ids = new Set(this.#changed);
    this.#changed.clear();
    this.#lookedAt = this.#deps.clock.now();
    for (const app of await this.#deps.list(ids)) this.#judge(app);
    this.#deps.tell();
  }

  #judge(app: ConnectedApp): void {
    const drift = driftOf(app, this.#deps.clock.now());
    // A person who has put it away is not told of the same again.
    if (this.#told.get(app.id) === drift?.id) return;
    this.#takeBack(app.id);
    if (drift === undefined) return;
    this.#told.set(app.id, drift.id);
    this.#deps.notices.add(drift);
  }

  #takeBack(id: string): void {
    const told = this.#told.get(id);
    this.#told.delete(id);
    if (told !== undefined) this.#deps.notices.dismiss(told);
  }
}

/** What a person should know of an app's file; a file that cannot be read may be half written. */
const changeCodes = {
  removed: 'APP_ENTRY_REMOVED',
  edited: 'APP_ENTRY_EDITED',
  lost: 'APP_ENTRY_LOST',
} as const;

function driftOf({ id, title, state, newServers }: ConnectedApp, at: number): Notice | undefined {
  if (state.kind === 'changed') {
    const code = changeCodes[state.change];
    return { id: `${code} ${id}`, code, params: { title }, at };
  }
  if (newServers.length === 0) return undefined;
  const params = { title, names: newServers.join(', '), count: newServers.length };
  return { id: `APP_SERVERS_ADDED ${id} ${params.names}`, code: 'APP_SERVERS_ADDED', params, at };
}
