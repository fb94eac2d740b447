import { z } from 'zod';
import { callContentsSchema, callRecordSchema } from '../../shared/domain/call-record.ts';
import type { CallRecord } from '../../shared/domain/call-record.ts';
import type { CallFiles } from './call-files.ts';
import type { StoredContents } from './kept-contents.ts';

/** Files of one number, and what they hold. */
export interface CallPair {
  readonly number: number;
  calls: CallRecord[];
  bytes: number;
}

/** What pairs of files work with. */
export interface CallPairsDeps {
  readonly files: CallFiles;
  readonly mayWrite: () => Promise<boolean>;
  readonly isProfile: (id: string) => boolean;
}

/** Reads and writes the two files of a pair: the records, and what was said in the calls. */
export interface CallPairs {
  /**
   * What earlier runs wrote, oldest first; lines that are damaged or known are passed over. What is too
   * old, or was for a profile alone that is gone, leaves the disk with that.
   */
  read(
    number: number,
    is: {
      readonly known: (id: string) => boolean;
      readonly tooOld: (call: CallRecord) => boolean;
    },
  ): Promise<CallPair>;
  /** Adds calls to a pair, and their contents before them. */
  append(
    pair: CallPair,
    calls: readonly CallRecord[],
    contents: ReadonlyMap<string, StoredContents>,
  ): Promise<void>;
  /** Writes what is left of a pair; one without calls goes. */
  rewrite(pair: CallPair): Promise<void>;
  remove(pair: CallPair): Promise<void>;
  /** What was said in these calls of a pair. */
  contentsOf(pair: CallPair, ids: ReadonlySet<string>): Promise<readonly StoredContents[]>;
}

const storedContentsSchema = callContentsSchema.extend({ id: z.string() });

/** Pairs over these files; nothing is written while this process may not. */
export function createCallPairs(deps: CallPairsDeps): CallPairs {
  const { files, isProfile } = deps;

  const write = async (work: () => Promise<void>): Promise<void> => {
    if (await deps.mayWrite()) await work();
  };

  const contentsOf: CallPairs['contentsOf'] = async ({ number }, ids) => {
    const { lines } = await files.read(number, 'contents');
    return parsedLines(lines, storedContentsSchema).filter(({ id }) => ids.has(id));
  };

  const rewrite = async (pair: CallPair): Promise<void> => {
    if (pair.calls.length === 0) return write(() => files.remove(pair.number));
    const kept = new Set(pair.calls.flatMap((call) => (call.hasContents ? [call.id] : [])));
    const contents = await contentsOf(pair, kept);
    await write(async () => {
      await files.replace(pair.number, 'records', pair.calls.map(lineOf));
      await files.replace(pair.number, 'contents', contents.map(lineOf));
    });
  };

  return {
    async read(number, is) {
      const records = await files.read(number, 'records');
      const contents = await files.read(number, 'contents');
      const seen = new Set<string>();
      const all = parsedLines(records.lines, callRecordSchema).filter(({ id }) => {
        const isNew = !seen.has(id) && !is.known(id);
        seen.add(id);
        return isNew;
      });
      // Whoever could have been told of a private one is gone.
      const calls = all.filter(
        (call) => !is.tooOld(call) && (!call.isPrivate || isProfile(call.profile)),
      );
      const isStale = calls.length < all.length;
      const isGone = isStale && calls.length === 0;
      const pair = { number, calls, bytes: isGone ? 0 : records.bytes + contents.bytes };
      // A disk that fails keeps it for now, and it is not shown.
      if (isStale) await rewrite(pair).catch(() => undefined);
      return pair;
    },
    async append(pair, calls, contents) {
      pair.calls.push(...calls);
      const lines = calls.map(lineOf);
      const spoken = calls.flatMap(({ id }) => contents.get(id) ?? []).map(lineOf);
      pair.bytes += [...lines, ...spoken].reduce((sum, line) => sum + Buffer.byteLength(line), 0);
      await write(async () => {
        // First: a record must not promise what is not there.
        if (spoken.length > 0) await files.append(pair.number, 'contents', spoken);
        await files.append(pair.number, 'records', lines);
      });
    },
    rewrite,
    remove: ({ number }) => write(() => files.remove(number)),
    contentsOf,
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
