import type { Undoable } from '../../shared/domain/undo.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { createSerialQueue } from '../../shared/util/serial-queue.ts';
import type { DocumentSaveError } from '../documents/document-ports.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Random } from '../kernel/random.ts';
import type { VaultRefusal } from '../registry/registry-error.ts';
import { createKeptChanges } from './kept-changes.ts';
import type { KeptChange, KeptChanges } from './kept-changes.ts';
import { createEmitter } from '../kernel/emitter.ts';

/** Why a change was neither taken back nor done again; nothing was changed. */
export type UndoError =
  /** Too long ago, or what it changed is different by now. */
  | { readonly code: 'UNDO_OUTDATED' }
  | {
      readonly code: 'STORAGE_FAILED';
      readonly reason: DocumentSaveError['code'];
      readonly detail: string;
    };

/** Why a change was not done again; nothing was changed. */
export type RedoError =
  | UndoError
  /** The secrets it brings could not be kept. */
  | VaultRefusal;

/**
 * Does a change again that was taken back, through the door it came by: with every check of that
 * door, and with a new step in the journal.
 */
export type Redo = () => Promise<Result<void, RedoError>>;

/** A change that was made and how it is taken back. */
export interface UndoStep extends Omit<Undoable, 'id'> {
  /**
   * Takes it back; answers with how it is done again, or with null when nothing would come of that.
   * After a failure to save it can be tried again.
   */
  undo(): Promise<Result<Redo | null, UndoError>>;
  /** It stays for good: drops what was only kept to take it back. */
  end(): Promise<void>;
}

/** What can be taken back next, and what can be done again next. */
export interface UndoState {
  readonly undoable: Undoable | null;
  readonly redoable: Undoable | null;
}

/** The changes of this run that can still be taken back, and those that were. */
export interface UndoJournal {
  state(): UndoState;
  /** The newest that can be taken back. */
  last(): Undoable | null;
  /** Answers with the id to pass to `run`. What was taken back before can no longer be done again. */
  add(step: UndoStep): string;
  /** Hands a step over to somebody who makes it part of another; it is no longer offered by itself. */
  take(id: string): UndoStep | undefined;
  /** Takes one back, whatever was changed after it. One at a time. */
  run(id: string): Promise<Result<Undoable, UndoError>>;
  /** Does one again that was taken back; it can then be taken back under a new id. */
  redo(id: string): Promise<Result<Undoable, RedoError>>;
  /** Told when the state has become another. */
  onChange(listener: (state: UndoState) => void): Disposable;
  /** Lets every change stay for good. */
  dispose(): Promise<void>;
}

interface JournalDeps {
  readonly clock: Pick<Clock, 'schedule'>;
  readonly random: Pick<Random, 'id'>;
  readonly logger: Logger;
}

/** Creates an empty journal; it lies in memory only, so that nothing outlives the app. */
export function createUndoJournal({ clock, random, logger }: JournalDeps): UndoJournal {
  const queue = createSerialQueue();
  const states = createEmitter<[UndoState]>(logger, 'undo');
  let told: UndoState = { undoable: null, redoable: null };
  let isRedoing = false;

  const end = ({ value: step }: KeptChange<UndoStep>): Promise<void> =>
    queue.run(async () => {
      await step.end().catch((error: unknown) => {
        logger.error('what was kept for taking back was not dropped', { error: String(error) });
      });
    });

  const onLast = (): void => {
    const state = { undoable: undos.last(), redoable: redos.last() };
    const isSame = idsOf(state) === idsOf(told);
    told = state;
    if (!isSame) states.emit(state);
  };

  const undos: KeptChanges<UndoStep> = createKeptChanges({ clock, onDrop: end, onLast });
  const redos: KeptChanges<Redo> = createKeptChanges({
    clock,
    onDrop: () => Promise.resolve(),
    onLast,
  });

  return {
    state: () => told,
    last: () => told.undoable,
    add(step) {
      const { kind, title } = step;
      const id = random.id();
      if (!isRedoing) void redos.dropAll();
      undos.add({ shown: { id, kind, title }, value: step });
      return id;
    },
    take(id) {
      const change = undos.find(id);
      return change !== undefined && undos.take(change) ? change.value : undefined;
    },
    run: (id) =>
      queue.run(async () => {
        const change = undos.find(id);
        if (change === undefined) return outdated;
        const undone = await change.value.undo();
        if (!undone.ok) {
          if (undone.error.code === 'UNDO_OUTDATED' && undos.take(change)) void end(change);
          return undone;
        }
        const { shown } = change;
        if (undos.take(change) && undone.value !== null) redos.add({ shown, value: undone.value });
        return ok(shown);
      }),
    redo: (id) =>
      queue.run(async () => {
        const change = redos.find(id);
        if (change === undefined) return outdated;
        isRedoing = true;
        const redone = await change.value().finally(() => (isRedoing = false));
        if (redone.ok || redone.error.code === 'UNDO_OUTDATED') redos.take(change);
        return redone.ok ? ok(change.shown) : redone;
      }),
    onChange: (listener) => states.on(listener),
    async dispose() {
      states.clear();
      await Promise.all([undos.dropAll(), redos.dropAll()]);
    },
  };
}

const outdated = err({ code: 'UNDO_OUTDATED' } as const);

const idsOf = ({ undoable, redoable }: UndoState): string => [undoable?.id, redoable?.id].join();
