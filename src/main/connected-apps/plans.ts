import type { AppChange, AppChangeLine, ConnectBy } from '../../shared/domain/connected-app.ts';
import { own } from '../../shared/util/own.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { AppFile, AppFileError } from './app-files.ts';
import { namesBeside, planChange, textOfBytes } from './app-change.ts';
import { fileRefused } from './app-change-error.ts';
import type { PreviewError } from './app-change-error.ts';
import type { ConnectedAppsDeps } from './connected-apps-deps.ts';
import type { ConnectionRecord } from './connection-records.ts';
import { entriesIn } from './edit/config-edit.ts';
import type { PlainValue } from './edit/plain-value.ts';
import { foundApps } from './found-apps.ts';
import type { FoundApp } from './found-apps.ts';
import { isBridgeLost } from './lost-bridge.ts';
import { noMoveIn, planMoveIn } from './move-in.ts';
import type { MoveInPlan } from './move-in.ts';
import { entryName, ourEntry, serversPlaceOf } from './our-entry.ts';
import type { BridgeProgram } from './our-entry.ts';
import { commandWords } from './own-command.ts';

/** What an app's own program is started with. */
export interface PlannedCommand {
  readonly file: string;
  /** As a person calls it. */
  readonly program: string;
  readonly words: readonly string[];
  /** Where its file is. */
  readonly env: Readonly<Record<string, string>>;
}

/** A change with all that is needed to make it. */
export interface Planned {
  readonly app: FoundApp;
  readonly change: AppChange;
  readonly by: ConnectBy;
  readonly record: ConnectionRecord | undefined;
  readonly bridge: BridgeProgram;
  readonly file: AppFile;
  /** The file as it would be written; what an app's own command makes of it is not known before. */
  readonly next: Uint8Array | null;
  readonly entry: Readonly<Record<string, unknown>>;
  readonly lines: readonly AppChangeLine[];
  readonly known: readonly string[];
  readonly moveIn: MoveInPlan;
  readonly command: PlannedCommand | null;
}

/** Looks apps up and plans changes of their files; writes nothing. */
export class Plans {
  readonly #deps: ConnectedAppsDeps;

  constructor(deps: ConnectedAppsDeps) {
    this.#deps = deps;
  }

  async apps(): Promise<readonly FoundApp[]> {
    const { files, surroundings, places } = this.#deps;
    return foundApps(files, surroundings, await places.all());
  }

  async find(id: string): Promise<FoundApp | undefined> {
    return (await this.apps()).find((app) => app.id === id);
  }

  /** What we know of an app, as long as that is about this file. */
  async recordOf({ id, place }: FoundApp): Promise<ConnectionRecord | undefined> {
    const record = await this.#deps.book.get(id);
    return record?.place === place ? record : undefined;
  }

  async entries(
    app: FoundApp,
  ): Promise<ReturnType<typeof entriesIn> | Result<never, AppFileError>> {
    const file = await this.#deps.files.read(app.place);
    if (!file.ok) return file;
    const text = textOfBytes(file.value.bytes);
    if (text === undefined) return err({ code: 'FILE_NOT_TEXT', detail: '' });
    return entriesIn(text, serversPlaceOf(app.way, app.place));
  }

  /** Whether the entry of that name starts what is no longer there. */
  async isLost(
    reading: Awaited<ReturnType<Plans['entries']>>,
    name: string,
    ours: PlainValue | undefined,
  ): Promise<boolean> {
    const there = reading.ok ? reading.value.find((one) => one.name === name) : undefined;
    const { files } = this.#deps;
    return there !== undefined && isBridgeLost(there.value, (place) => files.exists(place), ours);
  }

  /** The ways in which an app can be connected on this computer, the suggested one first. */
  async waysOf({ way }: FoundApp): Promise<readonly ConnectBy[]> {
    if (way.by === 'hand') return [];
    const { programs, bundles } = this.#deps;
    const { command, takesBundles } = way;
    const hasCommand =
      command !== undefined && (await programs.find(command.program)) !== undefined;
    const ways: ConnectBy[] = ['file'];
    if (takesBundles === true && bundles !== undefined) ways.push('bundle');
    if (hasCommand) ways[command.isBetter === true ? 'unshift' : 'push']('command');
    return ways;
  }

  /** A token for the very files and words that were shown. */
  token({ by, file, next, command }: Planned): string {
    const { files } = this.#deps;
    const mark = (bytes: Uint8Array | null) => (bytes === null ? 'none' : files.hash(bytes));
    const rest = mark(command === null ? next : Buffer.from(JSON.stringify(command)));
    return `${by}.${mark(file.bytes)}.${rest}`;
  }

  async plan(
    id: string,
    change: AppChange,
    by?: ConnectBy,
  ): Promise<Result<Planned, PreviewError>> {
    const { files, bridge } = this.#deps;
    const app = await this.find(id);
    if (app === undefined || app.way.by === 'hand') return err({ code: 'APP_NOT_FOUND', id });
    const program = await bridge();
    if (program === undefined) return fileRefused({ code: 'BRIDGE_MISSING', detail: '' });
    const record = await this.recordOf(app);
    const file = await files.read(app.place);
    if (!file.ok) return fileRefused(file.error);
    const text = textOfBytes(file.value.bytes);
    if (text === undefined) return fileRefused({ code: 'FILE_NOT_TEXT', detail: '' });
    const place = serversPlaceOf(app.way, app.place);
    const name = entryName(app.way);
    const entry = ourEntry(app.way.entry, program, app.title);
    const moveIn =
      change === 'move-in' ? await planMoveIn(await this.#deps.importer(), app) : noMoveIn;
    const isOurs = record !== undefined;
    const order = { change, place, name, entry, isOurs, moved: moveIn.names };
    const made = planChange(text, order);
    const entries = entriesIn(text, place);
    const isThere = entries.ok && entries.value.some((one) => one.name === name);
    const command = await this.#command(app, change, by, { record, isThere, program });
    const was =
      change === 'disconnect' && record && command === null
        ? await this.#asItWas(record, file.value)
        : undefined;
    if (!made.ok && was === undefined) return fileRefused(made.error);
    const beside = entries.ok ? namesBeside(entries.value, name) : [];
    const known = beside.filter((one) => !moveIn.names.includes(one));
    const lines = made.ok && command === null ? made.value.lines : [];
    const next = was ?? { bytes: Buffer.from(made.ok ? made.value.text : text, 'utf8') };
    return ok({
      ...{ app, change, record, bridge: program, file: file.value, entry, lines, known, moveIn },
      by: command === null ? 'file' : 'command',
      next: next.bytes,
      command,
    });
  }

  /** An app whose program has gone is changed in its file. */
  async #command(
    { way, title }: FoundApp,
    change: AppChange,
    by: ConnectBy | undefined,
    {
      record,
      isThere,
      program,
    }: Pick<Planned, 'record'> & {
      readonly isThere: boolean;
      readonly program: BridgeProgram;
    },
  ): Promise<PlannedCommand | null> {
    const { command } = way;
    const isMeant =
      (change === 'connect' && by === 'command' && !isThere) ||
      (change === 'disconnect' && record?.by === 'command' && isThere);
    const file = command && isMeant ? await this.#deps.programs.find(command.program) : undefined;
    if (command === undefined || file === undefined) return null;
    const words = change === 'connect' ? command.add : command.remove;
    const env = command.variables.flatMap((key) => {
      const value = own(this.#deps.surroundings.env, key);
      return value === undefined ? [] : [[key, value] as const];
    });
    return {
      env: Object.fromEntries(env),
      file,
      program: command.program,
      words: commandWords(words, program, { name: entryName(way), title }),
    };
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
}
