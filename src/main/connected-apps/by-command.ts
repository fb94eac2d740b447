import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { UndoStep } from '../undo/undo-journal.ts';
import type { AppFile, AppFileError } from './app-files.ts';
import { textOfBytes } from './app-change.ts';
import { fileRefused, notStored } from './app-change-error.ts';
import type { AppChangeError } from './app-change-error.ts';
import { backUp, recordOf, writingOf } from './by-file.ts';
import { changeStep } from './change-step.ts';
import type { ConnectedAppsDeps } from './connected-apps-deps.ts';
import { entriesIn, meansTheSame } from './edit/config-edit.ts';
import type { NamedEntry } from './edit/config-edit.ts';
import type { EditRefusal } from './edit/text-edit.ts';
import { entryName, serversPlaceOf } from './our-entry.ts';
import { commandOutcome, commandWords } from './own-command.ts';
import type { Planned, PlannedCommand, Plans } from './plans.ts';

type Ran = Result<{ readonly after: AppFile; readonly entries: readonly NamedEntry[] }, Refused>;
type Refused = AppFileError | EditRefusal;

const codes = {
  'without-effect': 'COMMAND_WITHOUT_EFFECT',
  'changed-others': 'COMMAND_CHANGED_OTHERS',
} as const;

/**
 * Has the app change its file itself, and believes its file, not its answer: our entry has to be there,
 * or gone, and every other server as it was; else the file becomes what it was before.
 */
export async function changeByCommand(
  planned: Planned,
  command: PlannedCommand,
  deps: ConnectedAppsDeps,
  plans: Plans,
): Promise<Result<string, AppChangeError>> {
  const { files, book, undo } = deps;
  const { app, change, file, record } = planned;
  const backup = await backUp(planned, files);
  if (!backup.ok) return fileRefused(backup.error);
  const ran = await runChecked(planned, command, deps);
  if (!ran.ok) return fileRefused(ran.error);
  const { after, entries } = ran.value;
  const there = entries.find(({ name }) => name === entryName(app.way));
  const newRecord = there && {
    ...recordOf(planned, after.bytes, backup.value, deps),
    entry: there.value,
  };
  const noted = notStored(await book.set(app.id, newRecord));
  const options = writingOf(app);
  if (!noted.ok) {
    await files.replace(app.place, after.bytes, file.bytes, options);
    return noted;
  }
  const facts = { app, change, before: file.bytes, after: after.bytes, options, record, newRecord };
  const replan = () => plans.plan(app.id, 'connect');
  const step =
    change === 'connect'
      ? removalStep(planned, command, deps)
      : changeStep(facts, { files, book, replan });
  return ok(undo.add(step));
}

async function runChecked(
  planned: Planned,
  command: PlannedCommand,
  deps: ConnectedAppsDeps,
): Promise<Ran> {
  const { files, programs } = deps;
  const { app, change, file, entry } = planned;
  const place = serversPlaceOf(app.way, app.place);
  const before = entriesIn(textOfBytes(file.bytes) ?? '', place);
  if (!before.ok) return before;
  const ran = await programs.run(command.file, command.words, command.env);
  const after = await files.read(app.place);
  if (!after.ok) return after;
  const text = textOfBytes(after.value.bytes);
  const entries =
    text === undefined
      ? err({ code: 'FILE_NOT_TEXT', detail: '' } as const)
      : entriesIn(text, place);
  const wanted = change === 'connect' ? entry : undefined;
  const outcome = entries.ok
    ? commandOutcome(before.value, entries.value, entryName(app.way), wanted)
    : 'changed-others';
  if (outcome === 'done' && entries.ok) return tidied(planned, after.value, entries.value, deps);
  await files.replace(app.place, after.value.bytes, file.bytes, writingOf(app));
  return ran.ok
    ? err({ code: codes[outcome === 'done' ? 'changed-others' : outcome], detail: command.program })
    : ran;
}

/** After a removal that left nothing but another layout, the bytes from before our entry come back. */
async function tidied(
  { app, change, record }: Planned,
  after: AppFile,
  entries: readonly NamedEntry[],
  { files }: Pick<ConnectedAppsDeps, 'files'>,
): Promise<Ran> {
  const was =
    change === 'disconnect' && record?.backup != null
      ? await files.readBackup(record.backup)
      : undefined;
  const place = serversPlaceOf(app.way, app.place);
  const [one, other] = [textOfBytes(was ?? null), textOfBytes(after.bytes)];
  if (
    was === undefined ||
    one === undefined ||
    other === undefined ||
    !meansTheSame(one, other, place)
  )
    return ok({ after, entries });
  const back = await files.replace(app.place, after.bytes, was, writingOf(app));
  return ok({ after: back.ok ? { ...after, bytes: was } : after, entries });
}

const outdated = err({ code: 'UNDO_OUTDATED' } as const);

/** Takes it back by the app's own removal, and to the very bytes where nothing else was changed. */
function removalStep(
  made: Planned,
  { file, program, env }: PlannedCommand,
  deps: ConnectedAppsDeps,
): UndoStep {
  const { app, bridge, record } = made;
  const words = commandWords(app.way.command?.remove ?? [], bridge, {
    name: entryName(app.way),
    title: app.title,
  });
  return {
    kind: 'app-connected',
    title: app.title,
    async undo() {
      const now = await deps.files.read(app.place);
      const written = await deps.book.get(app.id);
      if (!now.ok || written === undefined) return outdated;
      const planned: Planned = { ...made, change: 'disconnect', file: now.value, record: written };
      const ran = await runChecked(planned, { file, program, words, env }, deps);
      if (!ran.ok) return outdated;
      const saved = notStored(await deps.book.set(app.id, record));
      return saved.ok ? ok(null) : saved;
    },
    end: () => Promise.resolve(),
  };
}
