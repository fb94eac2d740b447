import type { ServerDefinition } from '../../shared/domain/server.ts';
import { err } from '../../shared/util/result.ts';
import { createEmitter } from '../kernel/emitter.ts';
import type { Emitter } from '../kernel/emitter.ts';
import type { Logger } from '../kernel/logger.ts';
import type { RegistryChange } from '../registry/registry-change.ts';
import type { Servers } from '../registry/registry-ports.ts';
import type { ProfileStore } from './profile-store.ts';
import type { ProfileViews } from './profile-views.ts';

/** What a switch of profiles changed; every server that both may use is in `stayed`. */
export interface ProfileSwitch {
  /** Ids of the profiles. */
  readonly from: string;
  readonly to: string;
  readonly came: readonly ServerDefinition[];
  readonly went: readonly ServerDefinition[];
  readonly stayed: readonly {
    readonly before: ServerDefinition;
    readonly after: ServerDefinition;
  }[];
}

/**
 * The servers as the profile in use has them: those it may use, with its own choices and values.
 * Nothing is loaded for a profile: its servers follow from the one document, so that there is never
 * half of them.
 */
export interface ServersInUse extends Servers {
  /** A server as the profile in use has it; undefined where it may not even know of it. */
  viewOf(server: ServerDefinition | undefined): ServerDefinition | undefined;
  /** Told when another profile is in use, after the changes of its servers were told. */
  onSwitch(listener: (change: ProfileSwitch) => void): Disposable;
  /**
   * Told of every change of servers and profiles, whoever may use or is using them: the name of the one
   * server it is about, or nothing where it may be about several. Told last, when all of it is there.
   */
  onHome(listener: (name?: string) => void): Disposable;
  /** Runs a change of servers and profiles; listeners hear only what came of all of it. */
  inOneStep<T>(change: () => Promise<T>): Promise<T>;
}

/** What is looked at to know the servers of the profile in use. */
export interface ServersInUseDeps {
  readonly registry: Servers;
  readonly profiles: Pick<ProfileStore, 'active' | 'onChange'>;
  readonly views: Pick<ProfileViews, 'viewOf'>;
  readonly logger: Logger;
}

/** Creates the reader; it follows registry and profiles for as long as there are any. */
export function createServersInUse(deps: ServersInUseDeps): ServersInUse {
  const { registry, profiles } = deps;
  const seen = new SeenServers(deps);
  const activeId = () => profiles.active().id;
  const get = (name: string) => seen.viewOf(registry.get(name));
  return {
    viewOf: (server) => seen.viewOf(server),
    list: () => seen.list(),
    get,
    preview: (draft, name) => registry.preview(draft, name, activeId()),
    variableFlags: (name) =>
      get(name) === undefined
        ? err({ code: 'NOT_FOUND', name })
        : registry.variableFlags(name, activeId()),
    onChange: (listener) => seen.changed.on(listener),
    onSwitch: (listener) => seen.switched.on(listener),
    onHome: (listener) => seen.homeChanged.on(listener),
    inOneStep: (change) => seen.inOneStep(change),
  };
}

/** Knows what listeners know, and tells them what is different by now. */
class SeenServers {
  readonly changed: Emitter<[RegistryChange]>;
  readonly switched: Emitter<[ProfileSwitch]>;
  readonly homeChanged: Emitter<[name?: string]>;
  readonly #deps: ServersInUseDeps;
  /** The profile whose servers listeners know. */
  #seenBy: ReturnType<ProfileStore['active']>;
  /** How many changes of servers and profiles are under way. */
  #stepsUnderWay = 0;
  /** Servers that were changed meanwhile, each as listeners know it. */
  #touched = new Map<string, ServerDefinition | undefined>();
  /** What listeners to all profiles are told of once all are done. */
  #touchedAtHome: Set<string> | 'all' = new Set();

  constructor(deps: ServersInUseDeps) {
    const { registry, profiles, logger } = deps;
    this.#deps = deps;
    this.changed = createEmitter(logger, 'servers');
    this.switched = createEmitter(logger, 'profile switches');
    this.homeChanged = createEmitter(logger, 'servers of all profiles');
    this.#seenBy = profiles.active();
    registry.onChange((change) => this.#onServer(change));
    profiles.onChange(() => this.#onProfiles());
  }

  /** The same object as long as nothing about the server changes. */
  viewOf(server: ServerDefinition | undefined): ServerDefinition | undefined {
    return server && this.#deps.views.viewOf(server, this.#seenBy);
  }

  list(): readonly ServerDefinition[] {
    return this.#deps.registry.list().flatMap((server) => this.viewOf(server) ?? []);
  }

  async inOneStep<T>(change: () => Promise<T>): Promise<T> {
    this.#stepsUnderWay += 1;
    try {
      return await change();
    } finally {
      this.#stepsUnderWay -= 1;
      this.#tellNews();
      if (this.#stepsUnderWay === 0) this.#tellHome();
    }
  }

  #onServer(change: RegistryChange): void {
    const { name } = change.server;
    if (this.#stepsUnderWay === 0) {
      this.#tellView(change);
      this.homeChanged.emit(name);
      return;
    }
    const before = change.kind === 'saved' ? change.previous : change.server;
    if (!this.#touched.has(name)) this.#touched.set(name, this.viewOf(before));
    if (this.#touchedAtHome !== 'all') this.#touchedAtHome.add(name);
  }

  #onProfiles(): void {
    this.#touchedAtHome = 'all';
    if (this.#stepsUnderWay > 0) return;
    if (this.#deps.profiles.active() !== this.#seenBy) this.#tellNews();
    this.#tellHome();
  }

  #tellView(change: RegistryChange): void {
    const previous = change.kind === 'saved' ? this.viewOf(change.previous) : undefined;
    const server = this.viewOf(change.server);
    if (change.kind === 'saved' && server !== undefined) {
      return this.changed.emit({ ...change, server, ...(previous && { previous }) });
    }
    const gone = change.kind === 'removed' ? server : previous;
    if (gone !== undefined) this.changed.emit({ kind: 'removed', server: gone });
  }

  /** Tells what became of the servers listeners know, and who is in use by now. */
  #tellNews(): void {
    const change = this.#news();
    this.#touched = new Map();
    for (const server of change.went) this.changed.emit({ kind: 'removed', server });
    for (const server of change.came) {
      this.changed.emit({ kind: 'saved', cause: 'profile', server });
    }
    for (const { before: previous, after: server } of change.stayed) {
      if (!isSame(previous, server))
        this.changed.emit({ kind: 'saved', cause: 'profile', server, previous });
    }
    if (change.from !== change.to) this.switched.emit(change);
  }

  /** What listeners do not know yet; where the same profile is in use, only what was touched is looked at. */
  #news(): ProfileSwitch {
    const { registry, profiles } = this.#deps;
    const from = this.#seenBy.id;
    const isAnother = profiles.active() !== this.#seenBy;
    const before = isAnother ? this.#known() : present(this.#touched);
    this.#seenBy = profiles.active();
    const after = isAnother
      ? this.list()
      : [...this.#touched.keys()].flatMap((name) => this.viewOf(registry.get(name)) ?? []);
    return { from, to: this.#seenBy.id, ...difference(before, after) };
  }

  /** Every server as listeners know it. */
  #known(): ReadonlyMap<string, ServerDefinition> {
    const all = new Map<string, ServerDefinition>(byName(this.list()));
    for (const [name, before] of this.#touched) {
      if (before === undefined) all.delete(name);
      else all.set(name, before);
    }
    return all;
  }

  #tellHome(): void {
    const told = this.#touchedAtHome;
    this.#touchedAtHome = new Set();
    if (told === 'all') this.homeChanged.emit();
    else for (const name of told) this.homeChanged.emit(name);
  }
}

function difference(
  before: ReadonlyMap<string, ServerDefinition>,
  after: readonly ServerDefinition[],
): Omit<ProfileSwitch, 'from' | 'to'> {
  const names = new Set(after.map(({ name }) => name));
  return {
    went: [...before.values()].filter(({ name }) => !names.has(name)),
    came: after.filter(({ name }) => !before.has(name)),
    stayed: after.flatMap((server) => {
      const former = before.get(server.name);
      return former === undefined ? [] : [{ before: former, after: server }];
    }),
  };
}

const present = (
  touched: ReadonlyMap<string, ServerDefinition | undefined>,
): ReadonlyMap<string, ServerDefinition> =>
  byName([...touched.values()].flatMap((one) => one ?? []));

const byName = (servers: readonly ServerDefinition[]): ReadonlyMap<string, ServerDefinition> =>
  new Map(servers.map((server) => [server.name, server]));

/** Whether two views are of the same stored server, seen with the same choices and values. */
function isSame(one: ServerDefinition, other: ServerDefinition): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
