import type { AppChange } from '../../shared/domain/connected-app.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { Redo, UndoError, UndoStep } from '../undo/undo-journal.ts';
import { notStored } from './app-change-error.ts';
import type { AppFile, AppFiles } from './app-files.ts';
import type { ConnectionBook, ConnectionRecord } from './connection-records.ts';
import type { FoundApp } from './found-apps.ts';

/** A change that was made to an app's file. */
export interface MadeChange {
  readonly app: FoundApp;
  readonly change: AppChange;
  readonly before: Uint8Array | null;
  readonly after: Uint8Array | null;
  readonly options: { readonly locks: boolean };
  readonly record: ConnectionRecord | undefined;
  readonly newRecord: ConnectionRecord | undefined;
  /** How the servers that came here with it are taken back. */
  readonly imported?: UndoStep | undefined;
  /** Names of the app's own servers that left its file; an undo returns them. */
  readonly moved?: readonly string[];
}

interface StepDeps {
  readonly files: Pick<AppFiles, 'read' | 'replace'>;
  readonly book: ConnectionBook;
  /** The opposite of the change, made of the file as it is now. */
  readonly replan: () => Promise<
    Result<{ readonly file: AppFile; readonly next: Uint8Array | null }, unknown>
  >;
}

const kinds = {
  connect: 'app-connected',
  disconnect: 'app-disconnected',
  'move-in': 'servers-moved-in',
} as const satisfies Record<AppChange, UndoStep['kind']>;

const outdated = err({ code: 'UNDO_OUTDATED' } as const);

/**
 * Takes a change of an app's file back: to the very bytes it had, or, where somebody has changed it
 * since, by our entry alone.
 */
export function changeStep(made: MadeChange, deps: StepDeps): UndoStep {
  const { app, change, before, after, options, record, newRecord } = made;
  const { files, book } = deps;
  const noted = async (one: ConnectionRecord | undefined): Promise<Result<void, UndoError>> =>
    notStored(await book.set(app.id, one));
  const redo: Redo = async () => {
    const again = await files.replace(app.place, before, after, options);
    return again.ok ? noted(newRecord) : outdated;
  };
  const undoMoveIn = async (): ReturnType<UndoStep['undo']> => {
    // First what is known: whoever looks at the file meanwhile must not find its own servers new.
    const saved = await noted(recordOfReturned(made));
    if (!saved.ok) return saved;
    const whole = await files.replace(app.place, after, before, options);
    // Servers of a file that is another by now would be there twice, or nowhere.
    const back = whole.ok ? ((await made.imported?.undo()) ?? ok(null)) : outdated;
    if (back.ok) return ok(null);
    if (whole.ok) await files.replace(app.place, before, after, options);
    await noted(newRecord);
    return back;
  };
  const end = () => made.imported?.end() ?? Promise.resolve();
  const named = { kind: kinds[change], title: app.title, end };
  if (change === 'move-in') return { ...named, undo: undoMoveIn };
  return {
    ...named,
    async undo() {
      const whole = await files.replace(app.place, after, before, options);
      if (!whole.ok) {
        if (whole.error.code !== 'CHANGED') return outdated;
        const planned = await deps.replan();
        if (!planned.ok) return outdated;
        const { file, next } = planned.value;
        const part = await files.replace(app.place, file.bytes, next, options);
        if (!part.ok) return outdated;
      }
      const saved = await noted(record);
      return saved.ok ? ok(whole.ok ? redo : null) : saved;
    },
  };
}

/** What is kept of an app whose own servers are in its file again: a person has seen their names. */
function recordOfReturned({ record, newRecord, moved = [] }: MadeChange): MadeChange['record'] {
  if (record === undefined) return undefined;
  const known = new Set([...record.known, ...(newRecord?.known ?? []), ...moved]);
  return { ...record, known: [...known] };
}
