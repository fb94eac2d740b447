import { ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { fileRefused, notStored, writeRefused } from './app-change-error.ts';
import type { AppChangeError } from './app-change-error.ts';
import type { AppFileError, AppFiles } from './app-files.ts';
import { changeStep } from './change-step.ts';
import type { MadeChange } from './change-step.ts';
import type { ConnectedAppsDeps } from './connected-apps-deps.ts';
import type { ConnectionRecord } from './connection-records.ts';
import { plainOf } from './edit/plain-value.ts';
import type { FoundApp } from './found-apps.ts';
import { importMoved } from './move-in.ts';
import { entryName } from './our-entry.ts';
import type { Planned, Plans } from './plans.ts';

/** Writes a planned change to the app's file; answers with the id for taking it back. */
export async function changeFile(
  planned: Planned,
  deps: ConnectedAppsDeps,
  plans: Plans,
): Promise<Result<string, AppChangeError>> {
  const { files, book, undo } = deps;
  const { app, change, file, next, record, moveIn } = planned;
  const backup = await backUp(planned, files);
  if (!backup.ok) return fileRefused(backup.error);
  const moved = await importMoved(deps.importer, moveIn);
  if (!moved.ok) return moved;
  const takeBack = () => (moved.value === null ? undefined : undo.run(moved.value));
  const options = writingOf(app);
  const written = await files.replace(app.place, file.bytes, next, options);
  if (!written.ok) {
    await takeBack();
    return writeRefused(written.error);
  }
  const newRecord =
    change === 'disconnect' ? undefined : recordOf(planned, next, backup.value, deps);
  const noted = notStored(await book.set(app.id, newRecord));
  if (!noted.ok) {
    await files.replace(app.place, next, file.bytes, options);
    await takeBack();
    return noted;
  }
  const imported = moved.value === null ? undefined : undo.take(moved.value);
  const step = changeStep(
    {
      ...{ app, change, before: file.bytes, after: next, options, record, newRecord, imported },
      moved: moveIn.names,
    },
    {
      files,
      book,
      replan: () => plans.plan(app.id, change === 'disconnect' ? 'connect' : 'disconnect'),
    },
  );
  return ok(undo.add(step));
}

/** Copies the file as it is; answers with the copy, null where there is no file. */
export async function backUp(
  { app, file }: Planned,
  files: Pick<AppFiles, 'backUp'>,
): Promise<Result<string | null, AppFileError>> {
  return file.bytes === null ? ok(null) : files.backUp(app.id, app.place, file.bytes);
}

/** How the file of an app is replaced. */
export const writingOf = ({ way }: FoundApp): MadeChange['options'] => ({
  locks: way.locks === true,
});

/** What is kept of an app whose file has these bytes by now. */
export function recordOf(
  { app, by, entry, known }: Planned,
  bytes: Uint8Array | null,
  backup: string | null,
  { files, clock }: Pick<ConnectedAppsDeps, 'files' | 'clock'>,
): ConnectionRecord {
  return {
    id: app.id,
    place: app.place,
    name: entryName(app.way),
    entry: plainOf(entry),
    connectedAt: clock.now(),
    after: files.hash(bytes ?? new Uint8Array()),
    backup,
    by,
    known: [...known],
  };
}
