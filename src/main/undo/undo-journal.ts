import type { Undoable } from '../../shared/domain/undo.ts';
import { err, ok, type Result } from '../../shared/util/result.ts';
import { createSerialQueue } from '../../shared/util/serial-queue.ts';
import type { DocumentSaveError } from '../documents/document-ports.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Random } from '../kernel/random.ts';

/** Why a change was not taken back; nothing was changed. */
export type UndoError =
  /** Too long ago, or what it changed is different by now. */
  | { readonly code: 'UNDO_OUTDATED' }
  | {
      readonly code: 'STORAGE_FAILED';
      readonly reason: DocumentSaveError['code'];
      readonly detail: string;
    };

/** A change that was made and how it is taken back. */
export interface UndoStep extends Omit<Undoable, 'id'> {
  /** Takes it back; after a failure to save it can be tried again. */
  undo(): Promise<Result<void, UndoError>>;
  /** It stays for good: drops what was only kept to take it back. */
  end(): Promise<void>;
}

/** The changes of this run that can still be taken back. */
export interface UndoJournal {
  /** The newest. */
  last(): Undoable | null;
  /** Answers with the id to pass to `run`. */
  add(step: UndoStep): string;
  /** Takes one back, whatever was changed after it. One at a time. */
  run(id: string): Promise<Result<Undoable, UndoError>>;
  /** Told when `last` has become another. */
  onChange(listener: (last: Undoable | null) => void): Disposable;
  /** Lets every change stay for good. */
  dispose(): Promise<void>;
}

/** How many changes can be taken back, and for how long each. */
const maxSteps = 20;
const keptForMs = 10 * 60_000;

interface Entry {
  readonly shown: Undoable;
  readonly step: UndoStep;
  readonly timer: Disposable;
}

/** Creates an empty journal; it lies in memory only, so that nothing outlives the app. */
export function createUndoJournal(deps: {
  readonly clock: Pick<Clock, 'schedule'>;
  readonly random: Pick<Random, 'id'>;
  readonly logger: Logger;
}): UndoJournal {
  const queue = createSerialQueue();
  const listeners = new Set<(last: Undoable | null) => void>();
  let entries: readonly Entry[] = [];

  const last = () => entries.at(-1)?.shown ?? null;

  const become = (next: readonly Entry[]): void => {
    const before = last();
    entries = next;
    const after = last();
    if (before?.id === after?.id) return;
    for (const listener of [...listeners]) listener(after);
  };

  const take = (entry: Entry): void => {
    entry.timer[Symbol.dispose]();
    become(entries.filter((one) => one !== entry));
  };

  const end = ({ step }: Entry): Promise<void> =>
    queue.run(async () => {
      await step.end().catch((error: unknown) => {
        deps.logger.error('what was kept for taking back was not dropped', {
          error: String(error),
        });
      });
    });

  const forget = (entry: Entry): Promise<void> => {
    if (!entries.includes(entry)) return Promise.resolve();
    take(entry);
    return end(entry);
  };

  return {
    last,
    add(step) {
      const { kind, title } = step;
      const id = deps.random.id();
      const entry: Entry = {
        shown: { id, kind, title },
        step,
        timer: deps.clock.schedule(keptForMs, () => void forget(entry)),
      };
      become([...entries, entry]);
      const [oldest] = entries;
      if (oldest !== undefined && entries.length > maxSteps) void forget(oldest);
      return id;
    },
    run: (id) =>
      queue.run(async () => {
        const entry = entries.find(({ shown }) => shown.id === id);
        if (entry === undefined) return err({ code: 'UNDO_OUTDATED' });
        const undone = await entry.step.undo();
        if (undone.ok) {
          take(entry);
          return ok(entry.shown);
        }
        if (undone.error.code === 'UNDO_OUTDATED') void forget(entry);
        return undone;
      }),
    onChange(listener) {
      const own = (shown: Undoable | null): void => listener(shown);
      listeners.add(own);
      return { [Symbol.dispose]: () => void listeners.delete(own) };
    },
    async dispose() {
      listeners.clear();
      await Promise.all(entries.map(forget));
    },
  };
}
