import type {
  AppChange,
  AppChangePreview,
  ConnectBy,
  ConnectedApp,
} from '../../shared/domain/connected-app.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { createSerialQueue } from '../../shared/util/serial-queue.ts';
import { shortPlace } from '../apps/app-paths.ts';
import { namesBeside } from './app-change.ts';
import { fileRefused, notStored } from './app-change-error.ts';
import type { AppChangeError, PreviewError } from './app-change-error.ts';
import { appState } from './app-state.ts';
import { BundleWay } from './by-bundle.ts';
import { changeByCommand } from './by-command.ts';
import { changeFile } from './by-file.ts';
import type { ConnectedAppsDeps } from './connected-apps-deps.ts';
import { plainOf } from './edit/plain-value.ts';
import { nameableApps } from './found-apps.ts';
import type { FoundApp } from './found-apps.ts';
import type { BridgeProgram } from './our-entry.ts';
import { entryName, ourEntry } from './our-entry.ts';
import { commandLine } from './own-command.ts';
import { Plans } from './plans.ts';

type PlaceError = Extract<AppChangeError, { readonly code: 'APP_NOT_FOUND' | 'STORAGE_FAILED' }>;

/** AI apps on this computer, and our entry in their files. */
export interface ConnectedApps {
  /** With `ids`, only these. */
  list(ids?: ReadonlySet<string>): Promise<readonly ConnectedApp[]>;
  /** What a change would write, run or hand over; writes nothing. Without `by`, the file is changed. */
  preview(
    id: string,
    change: AppChange,
    by?: ConnectBy,
  ): Promise<Result<AppChangePreview, PreviewError>>;
  /** Does what was shown under this token; answers with the id for taking it back. */
  apply(
    id: string,
    change: AppChange,
    token: string,
    by?: ConnectBy,
  ): Promise<Result<string, AppChangeError>>;
  /** What others have made of our entry, and what they put beside it, is fine from now on. */
  keepTheirs(
    id: string,
  ): Promise<
    Result<void, Exclude<AppChangeError, { readonly code: 'PREVIEW_OUTDATED' | 'MOVE_IN_FAILED' }>>
  >;
  /** A file of the app of that id in the table; it is shown from now on, wherever it lies. */
  namePlace(app: string, place: string): Promise<Result<void, PlaceError>>;
  /** Forgets a named file and what was known of it; the file stays as it is. */
  forgetPlace(id: string): Promise<Result<void, PlaceError>>;
}

/** Connects apps over these; nothing is read before it is asked. */
export function createConnectedApps(deps: ConnectedAppsDeps): ConnectedApps {
  return new Apps(deps);
}

class Apps implements ConnectedApps {
  readonly #deps: ConnectedAppsDeps;
  readonly #plans: Plans;
  readonly #bundle: BundleWay;
  readonly #queue = createSerialQueue();

  constructor(deps: ConnectedAppsDeps) {
    this.#deps = deps;
    this.#plans = new Plans(deps);
    this.#bundle = new BundleWay(deps, this.#plans);
  }

  async list(ids?: ReadonlySet<string>): Promise<readonly ConnectedApp[]> {
    const program = await this.#deps.bridge();
    const found = (await this.#plans.apps()).filter(({ id }) => ids?.has(id) !== false);
    return Promise.all(found.map((app) => this.#shown(app, program)));
  }

  async preview(
    id: string,
    change: AppChange,
    by?: ConnectBy,
  ): Promise<Result<AppChangePreview, PreviewError>> {
    if (await this.#isByBundle(id, change, by)) return this.#bundle.preview(id, change);
    const planned = await this.#plans.plan(id, change, by);
    if (!planned.ok) return planned;
    const { app, file, next, lines, moveIn, command } = planned.value;
    return ok({
      token: this.#plans.token(planned.value),
      change,
      by: planned.value.by,
      command: command && commandLine(command.program, command.words),
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

  apply(
    id: string,
    change: AppChange,
    token: string,
    by?: ConnectBy,
  ): Promise<Result<string, AppChangeError>> {
    return this.#queue.run(async () => {
      if (await this.#isByBundle(id, change, by)) return this.#bundle.apply(id, change, token);
      const planned = await this.#plans.plan(id, change, by);
      if (!planned.ok) return planned;
      if (this.#plans.token(planned.value) !== token) return err({ code: 'PREVIEW_OUTDATED' });
      const { command } = planned.value;
      return command === null
        ? changeFile(planned.value, this.#deps, this.#plans)
        : changeByCommand(planned.value, command, this.#deps, this.#plans);
    });
  }

  keepTheirs(id: string): ReturnType<ConnectedApps['keepTheirs']> {
    return this.#queue.run(async () => {
      const app = await this.#plans.find(id);
      if (app === undefined) return err({ code: 'APP_NOT_FOUND', id });
      const record = await this.#deps.book.get(id);
      const entries = await this.#plans.entries(app);
      if (!entries.ok) return fileRefused(entries.error);
      const name = entryName(app.way);
      const there = entries.value.find((one) => one.name === name);
      if (record === undefined) return ok(undefined);
      const known = namesBeside(entries.value, name);
      // What a bundle brought is in no file.
      const entry = there?.value ?? (record.by === 'bundle' ? record.entry : undefined);
      const next = entry === undefined ? undefined : { ...record, entry, known };
      return notStored(await this.#deps.book.set(id, next));
    });
  }

  async namePlace(app: string, place: string): Promise<Result<void, PlaceError>> {
    if (!nameableApps.some(({ id }) => id === app)) return err({ code: 'APP_NOT_FOUND', id: app });
    return notStored(await this.#deps.places.add({ app, place }));
  }

  forgetPlace(id: string): Promise<Result<void, PlaceError>> {
    return this.#queue.run(async () => {
      const app = await this.#plans.find(id);
      const named = (await this.#deps.places.all()).find(({ place }) => place === app?.place);
      if (app?.isNamed !== true || named === undefined) return err({ code: 'APP_NOT_FOUND', id });
      const forgotten = notStored(await this.#deps.places.remove(named));
      if (!forgotten.ok) return forgotten;
      return notStored(await this.#deps.book.set(id, undefined));
    });
  }

  /** What came by a bundle goes by it: nothing of it is in the file. */
  async #isByBundle(id: string, change: AppChange, by: ConnectBy | undefined): Promise<boolean> {
    if (change === 'move-in' || (change === 'connect' && by !== 'bundle')) return false;
    // Apps are looked for on the disk, and most changes do that only once.
    const app = await this.#plans.find(id);
    if (app === undefined) return false;
    if (change === 'connect') return app.way.takesBundles === true;
    return (await this.#plans.recordOf(app))?.by === 'bundle';
  }

  async #shown(app: FoundApp, program: BridgeProgram | undefined): Promise<ConnectedApp> {
    const { id, title, place, way, isNamed } = app;
    const entry = program === undefined ? undefined : ourEntry(way.entry, program, title);
    const shown = {
      ...{ id, title, place, isNamed },
      shortPlace: shortPlace(place, this.#deps.surroundings),
      ways: [...(await this.#plans.waysOf(app))],
    };
    const sighting = this.#deps.sightings.get(title);
    if (way.by === 'hand') {
      const byHand = entry === undefined ? null : pasted(way.at, entryName(way), entry);
      return { ...shown, next: way.next, by: null, ...appState({ sighting }), byHand };
    }
    const record = await this.#plans.recordOf(app);
    const reading = await this.#plans.entries(app);
    const ours = entry === undefined ? undefined : plainOf(entry);
    const isLost = await this.#plans.isLost(reading, entryName(way), ours);
    const by = record === undefined ? null : (record.by ?? 'file');
    return {
      ...shown,
      next: by === 'bundle' ? 'install' : way.next,
      by,
      ...appState({ reading, name: entryName(way), ours, record, sighting, isLost }),
      byHand: null,
    };
  }
}

function pasted(at: readonly string[], name: string, entry: object): string {
  const whole = [...at, name].reduceRight<unknown>((inner, key) => ({ [key]: inner }), entry);
  return JSON.stringify(whole, null, 2);
}
