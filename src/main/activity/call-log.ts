import { maxAppChars, maxItemChars } from '../../shared/domain/call-record.ts';
import type { CallContents, CallRecord } from '../../shared/domain/call-record.ts';
import type { JsonObject } from '../../shared/domain/catalog.ts';
import { writeExactJson } from '../../shared/util/exact-json.ts';
import { cutText } from '../../shared/util/fit-text.ts';
import { createSerialQueue } from '../../shared/util/serial-queue.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Random } from '../kernel/random.ts';
import type { Redactor } from '../kernel/redactor.ts';
import type { CallFiles } from './call-files.ts';
import { createCallShelf } from './call-shelf.ts';
import type { CallLimits } from './call-limits.ts';
import { keptContents } from './kept-contents.ts';
import type { SpokenText } from './kept-contents.ts';
import { makeVisible } from './plain-text.ts';
import { createEmitter } from '../kernel/emitter.ts';

/** A call that has ended. */
export interface FinishedCall extends Pick<
  CallRecord,
  'door' | 'app' | 'profile' | 'server' | 'method' | 'item' | 'durationMs' | 'outcome' | 'code'
> {
  /** The params as sent, without what belongs to the app's own session. */
  readonly request: JsonObject;
  /** The whole answer; absent when there was none. */
  readonly result?: JsonObject;
  /** 1 if absent. */
  readonly attempt?: number;
}

/** Who may be told of a call: all but what another profile has for itself. */
export type MayKnow = (call: Pick<CallRecord, 'profile' | 'isPrivate' | 'server'>) => boolean;

/** Told about new calls that the profile in use may know, oldest first, several at a time. */
export type CallListener = (calls: readonly CallRecord[]) => void;

/**
 * Every call of the last 30 days, by window, apps and terminal; bounded in number and bytes, and kept
 * over a restart. Every question is answered for the profile in use.
 */
export interface CallLog {
  /** Adds a call; what was said in it is kept only if the person wants that. */
  record(call: FinishedCall): void;
  /** The newest before the one with that id, newest first; none when it is not known. */
  page(query: {
    readonly before?: string | undefined;
    readonly limit: number;
  }): Promise<readonly CallRecord[]>;
  /** What was said in these calls, by id, where it was kept and may be told. */
  contents(ids: readonly string[]): Promise<ReadonlyMap<string, CallContents>>;
  /** Forgets every call the profile in use is told of. */
  clear(): Promise<void>;
  /** Forgets what was said, to one server or in every call; that there were calls stays known. */
  forgetContents(server?: string): Promise<void>;
  subscribe(listener: CallListener): Disposable;
  /** Writes what waits; nothing is recorded any more. */
  close(): Promise<void>;
}

/** What a call log works with. */
export interface CallLogDeps {
  readonly files: CallFiles;
  /** Whether this process may write to the data folder. */
  readonly mayWrite: () => Promise<boolean>;
  readonly mayKnow: MayKnow;
  /** Only some profiles may use the server now. */
  readonly isPrivate: (server: string) => boolean;
  readonly isProfile: (id: string) => boolean;
  /** Whether what is said is kept. */
  readonly keepsContents: () => boolean;
  /** Blanks what is known to be secret of a server, at once. */
  readonly redact: (server: string, text: string) => string;
  /** Blanks every secret there is; undefined when not all of them can be read. */
  readonly redactor: () => Promise<Redactor | undefined>;
  readonly clock: Clock;
  readonly random: Pick<Random, 'id'>;
  readonly logger: Logger;
  readonly limits?: Partial<CallLimits>;
  readonly batchMs?: number;
}

interface Waiting {
  readonly record: CallRecord;
  readonly spoken?: SpokenText;
}

/** Creates a call log; nothing is read before it is asked or has something to write. */
export function createCallLog(deps: CallLogDeps): CallLog {
  const { clock, logger, mayKnow, batchMs = 100 } = deps;
  const shelf = createCallShelf(deps);
  const queue = createSerialQueue();
  const added = createEmitter<Parameters<CallListener>>(logger, 'calls');
  let waiting: Waiting[] = [];
  let timer: Disposable | undefined;
  let isClosed = false;

  const loaded = once(() => shelf.load());

  const write = async (batch: readonly Waiting[]): Promise<void> => {
    await loaded();
    const records = batch.map(({ record }) => record);
    const spoken = batch.flatMap((one) =>
      one.spoken === undefined ? [] : [{ id: one.record.id, ...one.spoken }],
    );
    const redactor = spoken.length > 0 ? await deps.redactor() : undefined;
    const contents =
      redactor === undefined || !deps.keepsContents()
        ? []
        : spoken.map((one) => keptContents(one, redactor));
    const ids = new Set(contents.map(({ id }) => id));
    await shelf.add(
      records.map((record) => ({ ...record, hasContents: ids.has(record.id) })),
      contents,
    );
  };

  const flush = (): Promise<void> => {
    timer?.[Symbol.dispose]();
    timer = undefined;
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return queue.run(() => Promise.resolve());
    return queue
      .run(() => write(batch))
      .catch((error: unknown) => logger.warn('calls were not recorded', { error: String(error) }))
      .then(() => tell(batch));
  };

  const tell = (batch: readonly Waiting[]): void => {
    const shown = batch.flatMap(({ record }) => {
      const known = shelf.get(record.id);
      return known !== undefined && mayKnow(known) ? [known] : [];
    });
    if (shown.length === 0) return;
    added.emit(shown);
  };

  return {
    record(call) {
      if (isClosed) return;
      waiting.push(waitingOf(call, deps));
      timer ??= clock.schedule(batchMs, () => void flush());
    },
    async page({ before, limit }) {
      await flush();
      await loaded();
      return shelf.newest(before, limit, mayKnow);
    },
    async contents(ids) {
      const wanted = new Set(ids);
      await flush();
      await loaded();
      return shelf.contentsOf((call) => mayKnow(call) && wanted.has(call.id));
    },
    async clear() {
      await flush();
      await queue.run(async () => {
        await loaded();
        await shelf.forget(mayKnow);
      });
    },
    async forgetContents(server) {
      await flush();
      await queue.run(async () => {
        await loaded();
        await shelf.forgetContents((call) => server === undefined || call.server === server);
      });
    },
    subscribe: (listener) => added.on(listener),
    async close() {
      isClosed = true;
      added.clear();
      await flush();
    },
  };
}

function waitingOf(call: FinishedCall, deps: CallLogDeps): Waiting {
  const { request, result, attempt = 1 } = call;
  const sent = jsonOf(request);
  const answered = result === undefined ? null : jsonOf(result);
  const durationMs = Math.max(0, call.durationMs);
  // One by one: what is left of an object without some of its fields takes an engine long to make.
  const record: CallRecord = {
    id: deps.random.id(),
    door: call.door,
    profile: call.profile,
    server: call.server,
    method: call.method,
    outcome: call.outcome,
    code: call.code,
    durationMs,
    at: deps.clock.now() - durationMs,
    app: cutText(makeVisible(call.app), maxAppChars),
    item: cutText(makeVisible(deps.redact(call.server, call.item)), maxItemChars),
    isPrivate: deps.isPrivate(call.server),
    bytesIn: Buffer.byteLength(sent),
    bytesOut: answered === null ? 0 : Buffer.byteLength(answered),
    attempt,
    hasContents: false,
  };
  if (!deps.keepsContents()) return { record };
  const covered = (text: string): string => deps.redact(call.server, text);
  return { record, spoken: { sent, answered, covered } };
}

/** As it goes over a wire; whole numbers beyond 2^53 are bigints here. */
function jsonOf(value: JsonObject): string {
  try {
    return JSON.stringify(value);
  } catch {
    return writeExactJson(value) ?? '';
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
