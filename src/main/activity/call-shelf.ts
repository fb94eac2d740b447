import type { CallContents, CallRecord } from '../../shared/domain/call-record.ts';
import type { Clock } from '../kernel/clock.ts';
import type { StoredContents } from './kept-contents.ts';
import type { CallPair, CallPairsDeps } from './call-pairs.ts';
import { createCallPairs } from './call-pairs.ts';
import { callLimits } from './call-limits.ts';
import type { CallLimits } from './call-limits.ts';

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
export interface CallShelfDeps extends CallPairsDeps {
  readonly clock: Pick<Clock, 'now'>;
  readonly limits?: Partial<CallLimits>;
}

/** An empty shelf over these files. */
export function createCallShelf(deps: CallShelfDeps): CallShelf {
  const { files, clock } = deps;
  const onDisk = createCallPairs(deps);
  const limits = { ...callLimits, ...deps.limits };
  const pairs: CallPair[] = [];
  const byId = new Map<string, CallRecord>();

  const dropOldest = async (): Promise<void> => {
    const [oldest] = pairs.splice(0, 1);
    for (const { id } of oldest?.calls ?? []) byId.delete(id);
    if (oldest) await onDisk.remove(oldest);
  };

  const isTooOld = ({ at }: CallRecord): boolean => at < clock.now() - limits.maxAgeMs;

  const forget = async (isMeant: (call: CallRecord) => boolean): Promise<void> => {
    for (const pair of [...pairs]) {
      const gone = pair.calls.filter(isMeant);
      if (gone.length === 0) continue;
      for (const { id } of gone) byId.delete(id);
      pair.calls = pair.calls.filter((call) => !isMeant(call));
      if (pair.calls.length === 0) pairs.splice(pairs.indexOf(pair), 1);
      await onDisk.rewrite(pair);
    }
  };

  const trim = async (): Promise<void> => {
    while (hasTooMuch(pairs, limits, clock.now())) await dropOldest();
    // Who calls little fills no pair in a month; a file is not written anew for each call in it.
    const first = pairs[0]?.calls[0];
    if (first && first.at < clock.now() - limits.maxAgeMs * (31 / 30)) await forget(isTooOld);
  };

  const currentPair = (): CallPair => {
    const last = pairs.at(-1);
    if (last !== undefined && !isFull(last, limits)) return last;
    const pair: CallPair = { number: (last?.number ?? 0) + 1, calls: [], bytes: 0 };
    pairs.push(pair);
    return pair;
  };

  return {
    async load() {
      for (const number of await files.list()) {
        const pair = await onDisk.read(number, {
          known: (id) => byId.has(id),
          tooOld: isTooOld,
        });
        for (const call of pair.calls) byId.set(call.id, call);
        if (pair.bytes > 0) pairs.push(pair);
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
        await onDisk.append(pair, now, said);
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
      for (const pair of [...pairs]) {
        const wanted = new Set(
          pair.calls.flatMap((call) => (call.hasContents && isMeant(call) ? call.id : [])),
        );
        if (wanted.size === 0) continue;
        const contents = await onDisk.contentsOf(pair, wanted);
        for (const { id, ...said } of contents) found.set(id, said);
      }
      return found;
    },
    forget,
    async forgetContents(isMeant) {
      for (const pair of pairs) {
        if (!pair.calls.some((call) => call.hasContents && isMeant(call))) continue;
        pair.calls = pair.calls.map((call) =>
          isMeant(call) ? { ...call, hasContents: false } : call,
        );
        for (const call of pair.calls) byId.set(call.id, call);
        await onDisk.rewrite(pair);
      }
    },
  };
}

const isFull = ({ calls, bytes }: CallPair, limits: CallLimits): boolean =>
  calls.length >= limits.pairCalls || bytes >= limits.pairBytes;

/** Whether the oldest pair has to go, for its age or for what all of them take. */
function hasTooMuch(pairs: readonly CallPair[], limits: CallLimits, now: number): boolean {
  const [oldest] = pairs;
  if (oldest === undefined) return false;
  // What nobody here can read goes with its bytes, not with its age.
  const since = now - limits.maxAgeMs;
  if (oldest.calls.length > 0 && oldest.calls.every(({ at }) => at < since)) return true;
  const sum = (of: (pair: CallPair) => number) =>
    pairs.reduce((total, pair) => total + of(pair), 0);
  const isMany = sum(({ calls }) => calls.length) > limits.maxCalls;
  return pairs.length > 1 && (isMany || sum(({ bytes }) => bytes) > limits.maxBytes);
}
