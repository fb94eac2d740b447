import type {
  AppChange,
  AppChangeLine,
  AppChangePreview,
  ConnectedApp,
} from '../../shared/domain/connected-app.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { createSerialQueue } from '../../shared/util/serial-queue.ts';
import { shortPlace } from '../apps/app-paths.ts';
import type { Surroundings } from '../apps/app-paths.ts';
import type { Importer } from '../import/importer.ts';
import type { UndoJournal } from '../undo/undo-journal.ts';
import type { Clock } from '../kernel/clock.ts';
import type { AppFile, AppFileError, AppFiles } from './app-files.ts';
import { namesBeside, planChange, textOfBytes } from './app-change.ts';
import type { AppSightings } from './app-sightings.ts';
import { fileRefused, notStored, writeRefused } from './app-change-error.ts';
import type { AppChangeError, PreviewError } from './app-change-error.ts';
import { appState } from './app-state.ts';
import { changeStep } from './change-step.ts';
import type { ConnectionBook, ConnectionRecord } from './connection-records.ts';
import { entriesIn } from './edit/config-edit.ts';
import { plainOf } from './edit/plain-value.ts';
import { foundApps } from './found-apps.ts';
import type { FoundApp } from './found-apps.ts';
import { importMoved, noMoveIn, planMoveIn } from './move-in.ts';
import type { MoveInPlan } from './move-in.ts';
import type { BridgeProgram } from './our-entry.ts';
import { entryName, ourEntry, serversPlaceOf } from './our-entry.ts';

/** What connecting apps works with. */
export interface ConnectedAppsDeps {
  readonly files: AppFiles;
  readonly book: ConnectionBook;
  readonly sightings: Pick<AppSightings, 'get'>;
  readonly surroundings: Surroundings;
  /** What apps start; undefined where it is not there. */
  readonly bridge: () => Promise<BridgeProgram | undefined>;
  readonly undo: Pick<UndoJournal, 'add' | 'take' | 'run'>;
  /** Brings an app's own servers here. */
  readonly importer: () => Promise<Importer>;
  readonly clock: Pick<Clock, 'now'>;
}

/** AI apps on this computer, and our entry in their files. */
export interface ConnectedApps {
  /** With `ids`, only these. */
  list(ids?: ReadonlySet<string>): Promise<readonly ConnectedApp[]>;
  /** What a change would write; writes nothing. */
  preview(id: string, change: AppChange): Promise<Result<AppChangePreview, PreviewError>>;
  /** Writes what was shown under this token; answers with the id for taking it back. */
  apply(id: string, change: AppChange, token: string): Promise<Result<string, AppChangeError>>;
  /** What others have made of our entry, and what they put beside it, is fine from now on. */
  keepTheirs(
    id: string,
  ): Promise<
    Result<void, Exclude<AppChangeError, { readonly code: 'PREVIEW_OUTDATED' | 'MOVE_IN_FAILED' }>>
  >;
}

/** A change with all that is needed to make it. */
interface Planned {
  readonly app: FoundApp;
  readonly record: ConnectionRecord | undefined;
  readonly file: AppFile;
  readonly next: Uint8Array | null;
  readonly entry: Readonly<Record<string, unknown>>;
  readonly lines: readonly AppChangeLine[];
  readonly known: readonly string[];
  readonly moveIn: MoveInPlan;
}

/** Connects apps over these; nothing is read before it is asked. */
export function createConnectedApps(deps: ConnectedAppsDeps): ConnectedApps {
  return new Apps(deps);
}

class Apps implements ConnectedApps {
  readonly #deps: ConnectedAppsDeps;
  readonly #queue = createSerialQueue();

  constructor(deps: ConnectedAppsDeps) {
    this.#deps = deps;
  }

  async list(ids?: ReadonlySet<string>): Promise<readonly ConnectedApp[]> {
    const { files, surroundings, bridge, book } = this.#deps;
    const program = await bridge();
    const all = await foundApps(files, surroundings);
    const found = all.filter(({ id }) => ids?.has(id) !== false);
    return Promise.all(
      found.map(async (app): Promise<ConnectedApp> => {
        const { id, title, place, way } = app;
        const entry = program === undefined ? undefined : ourEntry(way.entry, program, title);
        const shown = {
          id,
          title,
          place,
          shortPlace: shortPlace(place, surroundings),
          next: way.next,
        };
        const sighting = this.#deps.sightings.get(title);
        if (way.by === 'hand') {
          const byHand = entry === undefined ? null : pasted(way.at, entryName(way), entry);
          return { ...shown, ...appState({ sighting }), byHand };
        }
        const record = await book.get(id);
        const reading = await this.#entries(app);
        const ours = entry === undefined ? undefined : plainOf(entry);
        const known = record?.place === place ? record : undefined;
        const name = entryName(way);
        return {
          ...shown,
          ...appState({ reading, name, ours, record: known, sighting }),
          byHand: null,
        };
      }),
    );
  }

  async preview(id: string, change: AppChange): Promise<Result<AppChangePreview, PreviewError>> {
    const planned = await this.#plan(id, change);
    if (!planned.ok) return planned;
    const { app, file, next, lines, moveIn } = planned.value;
    return ok({
      token: this.#token(planned.value),
      change,
      place: app.place,
      shortPlace: shortPlace(app.place, this.#deps.surroundings),
      linkTarget: file.linkTarget,
      isNewFile: file.bytes === null,
      removesFile: next === null,
      backupFolder: file.bytes === null ? null : this.#deps.files.backupFolder(id),
      lines: [...lines],
      moving: [...moveIn.moving],
      staying: [...moveIn.staying],
    });
  }

  apply(id: string, change: AppChange, token: string): Promise<Result<string, AppChangeError>> {
    return this.#queue.run(async () => {
      const planned = await this.#plan(id, change);
      if (!planned.ok) return planned;
      if (this.#token(planned.value) !== token) return err({ code: 'PREVIEW_OUTDATED' });
      return this.#carryOut(planned.value, change);
    });
  }

  keepTheirs(id: string): ReturnType<ConnectedApps['keepTheirs']> {
    return this.#queue.run(async () => {
      const app = await this.#find(id);
      if (app === undefined) return err({ code: 'APP_NOT_FOUND', id });
      const record = await this.#deps.book.get(id);
      const entries = await this.#entries(app);
      if (!entries.ok) return fileRefused(entries.error);
      const name = entryName(app.way);
      const there = entries.value.find((one) => one.name === name);
      if (record === undefined) return ok(undefined);
      const known = namesBeside(entries.value, name);
      const next = there === undefined ? undefined : { ...record, entry: there.value, known };
      return notStored(await this.#deps.book.set(id, next));
    });
  }

  async #carryOut(planned: Planned, change: AppChange): Promise<Result<string, AppChangeError>> {
    const { files, book, undo } = this.#deps;
    const { app, file, next, record, moveIn } = planned;
    const backup =
      file.bytes === null ? ok(null) : await files.backUp(app.id, app.place, file.bytes);
    if (!backup.ok) return fileRefused(backup.error);
    const moved = await importMoved(this.#deps.importer, moveIn);
    if (!moved.ok) return moved;
    const takeBack = () => (moved.value === null ? undefined : undo.run(moved.value));
    const options = { locks: app.way.locks === true };
    const written = await files.replace(app.place, file.bytes, next, options);
    if (!written.ok) {
      await takeBack();
      return writeRefused(written.error);
    }
    const newRecord = change === 'disconnect' ? undefined : this.#record(planned, backup.value);
    const noted = notStored(await book.set(app.id, newRecord));
    if (!noted.ok) {
      await files.replace(app.place, next, file.bytes, options);
      await takeBack();
      return noted;
    }
    const imported = moved.value === null ? undefined : undo.take(moved.value);
    const step = changeStep(
      { app, change, before: file.bytes, after: next, options, record, newRecord, imported },
      {
        files,
        book,
        replan: () => this.#plan(app.id, change === 'disconnect' ? 'connect' : 'disconnect'),
      },
    );
    return ok(undo.add(step));
  }

  #record({ app, next, entry, known }: Planned, backup: string | null): ConnectionRecord {
    const { files, clock } = this.#deps;
    return {
      id: app.id,
      place: app.place,
      name: entryName(app.way),
      entry: plainOf(entry),
      connectedAt: clock.now(),
      after: files.hash(next ?? new Uint8Array()),
      backup,
      known: [...known],
    };
  }

  async #plan(id: string, change: AppChange): Promise<Result<Planned, PreviewError>> {
    const { files, bridge, book } = this.#deps;
    const app = await this.#find(id);
    if (app === undefined || app.way.by === 'hand') return err({ code: 'APP_NOT_FOUND', id });
    const program = await bridge();
    if (program === undefined) return fileRefused({ code: 'BRIDGE_MISSING', detail: '' });
    const file = await files.read(app.place);
    if (!file.ok) return fileRefused(file.error);
    const text = textOfBytes(file.value.bytes);
    if (text === undefined) return fileRefused({ code: 'FILE_NOT_TEXT', detail: '' });
    const kept = await book.get(id);
    const record = kept?.place === app.place ? kept : undefined;
    const place = serversPlaceOf(app.way, app.place);
    const name = entryName(app.way);
    const entry = ourEntry(app.way.entry, program, app.title);
    const moveIn =
      change === 'move-in' ? await planMoveIn(await this.#deps.importer(), app) : noMoveIn;
    const isOurs = record !== undefined;
    const order = { change, place, name, entry, isOurs, moved: moveIn.names };
    const made = planChange(text, order);
    const was =
      change === 'disconnect' && record ? await this.#asItWas(record, file.value) : undefined;
    if (!made.ok && was === undefined) return fileRefused(made.error);
    const entries = entriesIn(text, place);
    const beside = entries.ok ? namesBeside(entries.value, name) : [];
    const known = beside.filter((one) => !moveIn.names.includes(one));
    const lines = made.ok ? made.value.lines : [];
    const next = was ?? { bytes: Buffer.from(made.ok ? made.value.text : text, 'utf8') };
    return ok({ app, record, file: file.value, entry, lines, known, moveIn, next: next.bytes });
  }

  /** The file before we connected, if nobody has changed it since; null when there was none. */
  async #asItWas(
    { after, backup }: ConnectionRecord,
    { bytes }: AppFile,
  ): Promise<Pick<AppFile, 'bytes'> | undefined> {
    const { files } = this.#deps;
    if (bytes === null || files.hash(bytes) !== after) return undefined;
    if (backup === null) return { bytes: null };
    const kept = await files.readBackup(backup);
    return kept && { bytes: kept };
  }

  async #find(id: string): Promise<FoundApp | undefined> {
    const { files, surroundings } = this.#deps;
    return (await foundApps(files, surroundings)).find((app) => app.id === id);
  }

  async #entries(
    app: FoundApp,
  ): Promise<ReturnType<typeof entriesIn> | Result<never, AppFileError>> {
    const file = await this.#deps.files.read(app.place);
    if (!file.ok) return file;
    const text = textOfBytes(file.value.bytes);
    if (text === undefined) return err({ code: 'FILE_NOT_TEXT', detail: '' });
    return entriesIn(text, serversPlaceOf(app.way, app.place));
  }

  #token({ file, next }: Planned): string {
    const mark = (bytes: Uint8Array | null) =>
      bytes === null ? 'none' : this.#deps.files.hash(bytes);
    return `${mark(file.bytes)}.${mark(next)}`;
  }
}

function pasted(at: readonly string[], name: string, entry: object): string {
  const whole = [...at, name].reduceRight<unknown>((inner, key) => ({ [key]: inner }), entry);
  return JSON.stringify(whole, null, 2);
}
