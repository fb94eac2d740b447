import { z } from 'zod';

import { callContentsSchema, callRecordSchema } from '../../shared/domain/call-record.ts';
import type { CallContents, CallRecord } from '../../shared/domain/call-record.ts';
import type { Clock } from '../kernel/clock.ts';
import type { CallFiles } from './call-files.ts';
import type { StoredContents } from './kept-contents.ts';

/** How much is kept. */
export interface CallLimits {
  readonly maxCalls: number;
  /** Of records and contents together, on the disk. */
  readonly maxBytes: number;
  readonly maxAgeMs: number;
  /** Calls in one pair of files; the oldest go with their whole pair. */
  readonly pairCalls: number;
  readonly pairBytes: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** What is kept of calls unless a test says otherwise. */
export const callLimits: CallLimits = {
  maxCalls: 10_000,
  maxBytes: 32 * 1024 * 1024,
  maxAgeMs: 30 * DAY_MS,
  pairCalls: 1_000,
  pairBytes: 4 * 1024 * 1024,
};

/** Calls in memory and on the disk; its owner does one thing after the other. */
export interface CallShelf {
  /** Reads what earlier runs wrote; what is damaged costs no other call. Never rejects. */
  load(): Promise<void>;
  add(records: readonly CallRecord[], contents: readonly StoredContents[]): Promise<void>;
  get(id: string): CallRecord | undefined;
  /** The newest of those meant, before the one with that id, newest first. */
  newest(
    before: string | undefined,
    limit: number,
    isMeant: (call: CallRecord) => boolean,
  ): readonly CallRecord[];
  contentsOf(isMeant: (call: CallRecord) => boolean): Promise<ReadonlyMap<string, CallContents>>;
  forget(isMeant: (call: CallRecord) => boolean): Promise<void>;
  forgetContents(isMeant: (call: CallRecord) => boolean): Promise<void>;
}

/** What a shelf works with. */
export interface CallShelfDeps {
  readonly files: CallFiles;
  readonly mayWrite: () => Promise<boolean>;
  readonly isProfile: (id: string) => boolean;
  readonly clock: Pick<Clock, 'now'>;
  readonly limits?: Partial<CallLimits>;
}

/** Files of one number, and what they hold. */
interface Pair {
  readonly number: number;
  calls: CallRecord[];
  bytes: number;
}

const storedContentsSchema = callContentsSchema.extend({ id: z.string() });

/** An empty shelf over these files. */
export function createCallShelf(deps: CallShelfDeps): CallShelf {
  const { files, clock, isProfile } = deps;
  const limits = { ...callLimits, ...deps.limits };
  const pairs: Pair[] = [];
  const byId = new Map<string, CallRecord>();

  const write = async (work: () => Promise<void>): Promise<void> => {
    if (await deps.mayWrite()) await work();
  };

  const dropOldest = async (): Promise<void> => {
    const [oldest] = pairs.splice(0, 1);
    for (const { id } of oldest?.calls ?? []) byId.delete(id);
    if (oldest) await write(() => files.remove(oldest.number));
  };

  const isOver = (): boolean => {
    const [oldest] = pairs;
    if (oldest === undefined) return false;
    // What nobody here can read goes with its bytes, not with its age.
    const since = clock.now() - limits.maxAgeMs;
    if (oldest.calls.length > 0 && oldest.calls.every(({ at }) => at < since)) return true;
    const bytes = pairs.reduce((sum, pair) => sum + pair.bytes, 0);
    return pairs.length > 1 && (byId.size > limits.maxCalls || bytes > limits.maxBytes);
  };

  const trim = async (): Promise<void> => {
    while (isOver()) await dropOldest();
  };

  const currentPair = (): Pair => {
    const last = pairs.at(-1);
    const isFull =
      last !== undefined &&
      (last.calls.length >= limits.pairCalls || last.bytes >= limits.pairBytes);
    if (last !== undefined && !isFull) return last;
    const pair: Pair = { number: (last?.number ?? 0) + 1, calls: [], bytes: 0 };
    pairs.push(pair);
    return pair;
  };

  const readPair = async (number: number): Promise<Pair> => {
    const records = await files.read(number, 'records');
    const contents = await files.read(number, 'contents');
    const seen = new Set(byId.keys());
    const calls = parsedLines(records.lines, callRecordSchema).filter(
      ({ id, isPrivate, profile }) => {
        const isNew = !seen.has(id);
        seen.add(id);
        // Whoever could have been told of a private one is gone.
        return isNew && (!isPrivate || isProfile(profile));
      },
    );
    return { number, calls, bytes: records.bytes + contents.bytes };
  };

  /** Writes what is left of a pair; one without calls goes. */
  const rewrite = async (pair: Pair): Promise<void> => {
    if (pair.calls.length === 0) return write(() => files.remove(pair.number));
    const kept = new Set(pair.calls.flatMap((call) => (call.hasContents ? [call.id] : [])));
    const { lines } = await files.read(pair.number, 'contents');
    const contents = parsedLines(lines, storedContentsSchema).filter(({ id }) => kept.has(id));
    await write(async () => {
      await files.replace(pair.number, 'records', pair.calls.map(lineOf));
      await files.replace(pair.number, 'contents', contents.map(lineOf));
    });
  };

  return {
    async load() {
      for (const number of await files.list()) {
        const pair = await readPair(number);
        for (const call of pair.calls) byId.set(call.id, call);
        pairs.push(pair);
      }
      await trim();
    },
    async add(records, contents) {
      const said = new Map(contents.map((one) => [one.id, one]));
      for (let rest = records; rest.length > 0;) {
        const pair = currentPair();
        const now = rest.slice(0, Math.max(1, limits.pairCalls - pair.calls.length));
        rest = rest.slice(now.length);
        for (const call of now) byId.set(call.id, call);
        pair.calls.push(...now);
        const lines = now.map(lineOf);
        const spoken = now.flatMap(({ id }) => said.get(id) ?? []).map(lineOf);
        pair.bytes += [...lines, ...spoken].reduce((sum, line) => sum + Buffer.byteLength(line), 0);
        await write(async () => {
          // First: a record must not promise what is not there.
          if (spoken.length > 0) await files.append(pair.number, 'contents', spoken);
          await files.append(pair.number, 'records', lines);
        });
      }
      await trim();
    },
    get: (id) => byId.get(id),
    newest(before, limit, isMeant) {
      const since = clock.now() - limits.maxAgeMs;
      const all = pairs.flatMap(({ calls }) => calls).reverse();
      const start = before === undefined ? 0 : all.findIndex(({ id }) => id === before) + 1;
      if (before !== undefined && start === 0) return [];
      const found: CallRecord[] = [];
      for (const call of all.slice(start)) {
        if (found.length >= limit) break;
        if (call.at >= since && isMeant(call)) found.push(call);
      }
      return found;
    },
    async contentsOf(isMeant) {
      const found = new Map<string, CallContents>();
      for (const { number, calls } of [...pairs]) {
        const wanted = new Set(
          calls.flatMap((call) => (call.hasContents && isMeant(call) ? call.id : [])),
        );
        if (wanted.size === 0) continue;
        const { lines } = await files.read(number, 'contents');
        for (const { id, ...said } of parsedLines(lines, storedContentsSchema)) {
          if (wanted.has(id)) found.set(id, said);
        }
      }
      return found;
    },
    async forget(isMeant) {
      for (const pair of [...pairs]) {
        const gone = pair.calls.filter(isMeant);
        if (gone.length === 0) continue;
        for (const { id } of gone) byId.delete(id);
        pair.calls = pair.calls.filter((call) => !isMeant(call));
        if (pair.calls.length === 0) pairs.splice(pairs.indexOf(pair), 1);
        await rewrite(pair);
      }
    },
    async forgetContents(isMeant) {
      for (const pair of pairs) {
        if (!pair.calls.some((call) => call.hasContents && isMeant(call))) continue;
        pair.calls = pair.calls.map((call) =>
          isMeant(call) ? { ...call, hasContents: false } : call,
        );
        for (const call of pair.calls) byId.set(call.id, call);
        await rewrite(pair);
      }
    },
  };
}

const lineOf = (value: unknown): string => JSON.stringify(value);

/** What the lines hold; a line that holds something else is passed over. */
function parsedLines<T>(lines: readonly string[], schema: z.ZodType<T>): readonly T[] {
  return lines.flatMap((line) => {
    try {
      const parsed = schema.safeParse(JSON.parse(line));
      return parsed.success ? [parsed.data] : [];
    } catch {
      return [];
    }
  });
}
