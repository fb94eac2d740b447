import type { ServerDefinition } from '../../shared/domain/server.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { Logger } from '../kernel/logger.ts';
import type { ChangeRefusal, StorageRefusal } from '../registry/registry-error.ts';
import type { RegistryChange, SaveResult } from '../registry/registry-change.ts';
import type { ServerRegistry } from '../registry/registry-ports.ts';
import { createHomeChanges } from './home-changes.ts';
import type { HomeChanges, HomeSave } from './home-changes.ts';
import { turned } from './on-off.ts';
import type { ProfileStore, ProfileError } from './profile-store.ts';
import type { ProfileViews } from './profile-views.ts';
import { createServerChanges } from './server-changes.ts';
import type { TakenServer } from './server-changes.ts';
import { createEmitter } from '../kernel/emitter.ts';

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
 * The registry as the profile in use has it. Turning on and off is for that profile alone. A new
 * server, and one in whose place another came, is on or off as the change says, whatever anybody has
 * chosen about its name before.
 */
export interface ProfileRegistry extends Omit<ServerRegistry, 'remove' | 'bringBack'> {
  /** Takes a server away from everybody; its secrets stay until `dropSecretsOf`. */
  takeOut(name: string): Promise<Result<TakenServer, ChangeRefusal>>;
  /** Brings it back, on and off for everybody as it was; under another name if its own is taken. */
  putBack(taken: TakenServer): Promise<Result<ServerDefinition, StorageRefusal>>;
  /** Changes profiles and servers in one step; see {@link HomeChanges}. */
  readonly changeHome: HomeChanges['change'];
  /** Puts another profile in the place of the one in use; on the disk when it is visible. */
  activate(profileId: string): Promise<Result<void, ProfileError>>;
  /** Told when another profile is in use, after the changes of its servers were told. */
  onSwitch(listener: (change: ProfileSwitch) => void): Disposable;
  /**
   * Told of every change of servers and profiles, whoever may use or is using them: the name of the one
   * server it is about, or nothing where it may be about several. Told last, when all of it is there.
   */
  onHome(listener: (name?: string) => void): Disposable;
  /** Runs a change of servers and profiles together; listeners hear only what came of all of it. */
  together<T>(change: () => Promise<T>): Promise<T>;
}

/**
 * A registry that knows only what the profile in use may use, with its own choices and values.
 * Nothing is loaded for a profile: its servers follow from the one document, so that there is never
 * half of them, and a server that moves between profiles is one save.
 */
export function createProfileRegistry(deps: {
  readonly registry: ServerRegistry;
  readonly profiles: ProfileStore;
  readonly views: Pick<ProfileViews, 'viewOf'>;
  /** Puts what changes of profiles and servers on the disk, both in one step. */
  readonly save: (next: HomeSave) => Promise<SaveResult>;
  readonly logger: Logger;
}): ProfileRegistry {
  const { registry, profiles, views, logger } = deps;
  const home = createHomeChanges({ book: profiles, registry, save: deps.save });
  const changed = createEmitter<[RegistryChange]>(logger, 'servers');
  const switched = createEmitter<[ProfileSwitch]>(logger, 'profile switches');
  const homeChanged = createEmitter<[name?: string]>(logger, 'servers of all profiles');
  let seenBy = profiles.active();
  /** How many changes of servers and profiles are under way. */
  let together = 0;
  /** Servers that were changed meanwhile, each as listeners know it. */
  let touched = new Map<string, ServerDefinition | undefined>();
  /** What listeners to all profiles are told of once all are done. */
  let touchedAtHome: Set<string> | 'everything' = new Set();

  /** A server as the profile in use has it; the same object as long as nothing about it changes. */
  const own = (server: ServerDefinition | undefined): ServerDefinition | undefined =>
    server && views.viewOf(server, seenBy);

  const get = (name: string): ServerDefinition | undefined => own(registry.get(name));

  const list = (): readonly ServerDefinition[] =>
    registry.list().flatMap((server) => own(server) ?? []);

  const tellView = (change: RegistryChange): void => {
    const previous = change.kind === 'saved' ? own(change.previous) : undefined;
    const server = own(change.server);
    if (change.kind === 'saved' && server !== undefined) {
      return changed.emit({ ...change, server, ...(previous && { previous }) });
    }
    const gone = change.kind === 'removed' ? server : previous;
    if (gone !== undefined) changed.emit({ kind: 'removed', server: gone });
  };

  const follow = (change: RegistryChange): void => {
    const { name } = change.server;
    if (together > 0) {
      const before = change.kind === 'saved' ? change.previous : change.server;
      if (!touched.has(name)) touched.set(name, own(before));
      if (touchedAtHome !== 'everything') touchedAtHome.add(name);
      return;
    }
    tellView(change);
    homeChanged.emit(name);
  };

  const mine = async <Refusal>(
    saved: Promise<Result<ServerDefinition, Refusal>>,
  ): Promise<Result<ServerDefinition, Refusal>> => {
    const done = await saved;
    if (!done.ok) return done;
    return ok(own(done.value) ?? done.value);
  };

  /** Runs `change` unless the profile in use may not even know of the server. */
  const ifVisible = <Refusal>(
    name: string,
    change: () => Promise<Result<ServerDefinition, Refusal>>,
  ): Promise<
    Result<ServerDefinition, Refusal | { readonly code: 'NOT_FOUND'; readonly name: string }>
  > =>
    get(name) === undefined ? Promise.resolve(err({ code: 'NOT_FOUND', name })) : mine(change());

  const activeId = () => profiles.active().id;

  /** Every server as listeners know it. */
  const known = (): ReadonlyMap<string, ServerDefinition> => {
    const all = new Map<string, ServerDefinition>(byName(list()));
    for (const [name, before] of touched) {
      if (before === undefined) all.delete(name);
      else all.set(name, before);
    }
    return all;
  };

  /** What listeners do not know yet; where the same profile is in use, only what was touched is looked at. */
  const news = (): ProfileSwitch => {
    const from = seenBy.id;
    const isAnother = profiles.active() !== seenBy;
    const before = isAnother ? known() : present(touched);
    seenBy = profiles.active();
    const after = isAnother ? list() : [...touched.keys()].flatMap((name) => get(name) ?? []);
    return { from, to: seenBy.id, ...difference(before, after) };
  };

  /** Tells what became of the servers listeners know, and who is in use by now. */
  const lookAgain = (): void => {
    const change = news();
    touched = new Map();
    for (const server of change.went) changed.emit({ kind: 'removed', server });
    for (const server of change.came) changed.emit({ kind: 'saved', cause: 'profile', server });
    for (const { before: previous, after: server } of change.stayed) {
      if (!isSame(previous, server))
        changed.emit({ kind: 'saved', cause: 'profile', server, previous });
    }
    if (change.from !== change.to) switched.emit(change);
  };

  const tellHome = (): void => {
    const told = touchedAtHome;
    touchedAtHome = new Set();
    if (told === 'everything') homeChanged.emit();
    else for (const name of told) homeChanged.emit(name);
  };

  registry.onChange(follow);
  profiles.onChange(() => {
    touchedAtHome = 'everything';
    if (together > 0) return;
    if (profiles.active() !== seenBy) lookAgain();
    tellHome();
  });

  /** Runs a change whose parts are told as one, when all of them are there. */
  const asOne = async <T>(change: () => Promise<T>): Promise<T> => {
    together += 1;
    try {
      return await change();
    } finally {
      together -= 1;
      lookAgain();
      if (together === 0) tellHome();
    }
  };

  const changes = createServerChanges({ registry, profiles, home });

  return {
    load: () => registry.load(),
    reload: () => registry.reload(),
    onOutside: (listener) => registry.onOutside(listener),
    list,
    get,
    preview: (draft, name) => registry.preview(draft, name, activeId()),
    create: (draft, options) =>
      mine(asOne(() => changes.create(draft, { ...options, profileId: activeId() }))),
    update: (name, draft, options) =>
      ifVisible(name, () => registry.update(name, draft, { ...options, profileId: activeId() })),
    saveBatch: (drafts, profileId = activeId()) =>
      asOne(() => changes.saveBatch(drafts, profileId)),
    file: () => registry.file(),
    replaceAll: (change) => registry.replaceAll(change),
    undoBatch: (batch) => asOne(() => changes.undoBatch(batch)),
    dropSecrets: (batch) => registry.dropSecrets(batch),
    takeOut: (name) =>
      get(name) === undefined
        ? Promise.resolve(err({ code: 'NOT_FOUND', name }))
        : asOne(() => changes.takeOut(name)),
    putBack: (taken) => mine(asOne(() => changes.putBack(taken))),
    changeHome: (plan) => asOne(() => home.change(plan)),
    dropSecretsOf: (servers) => registry.dropSecretsOf(servers),
    setEnabled: (name, enabled) =>
      ifVisible(name, () =>
        asOne(() =>
          home.change<ServerDefinition, ChangeRefusal>((all) => {
            const next = turned(all, activeId(), name, enabled);
            const server = next.servers.find((one) => one.name === name);
            if (server === undefined) return err({ code: 'NOT_FOUND', name });
            return ok({ home: next, value: server });
          }),
        ),
      ),
    setHandle: (name, handle) => ifVisible(name, () => registry.setHandle(name, handle)),
    giveConsent: (name, consent) =>
      ifVisible(name, () => registry.giveConsent(name, consent, activeId())),
    allowRecipients: (name, recipients) =>
      ifVisible(name, () => registry.allowRecipients(name, recipients, activeId())),
    setVariable: (name, variable, value) =>
      ifVisible(name, () => registry.setVariable(name, variable, value, activeId())),
    clearVariable: (name, variable) =>
      ifVisible(name, () => registry.clearVariable(name, variable, activeId())),
    fillSecret: (name, place, value) =>
      ifVisible(name, () => registry.fillSecret(name, place, value, activeId())),
    renewAfterSecretsWent: (name) => ifVisible(name, () => registry.renewAfterSecretsWent(name)),
    variableFlags: (name) =>
      get(name) === undefined
        ? err({ code: 'NOT_FOUND', name })
        : registry.variableFlags(name, activeId()),
    recordInspections: (found) =>
      registry.recordInspections(new Map([...found].filter(([name]) => get(name) !== undefined))),
    saveFindings: () => registry.saveFindings(),
    onChange: (listener) => changed.on(listener),
    async activate(profileId) {
      const activated = await profiles.activate(profileId);
      return activated.ok ? ok(undefined) : activated;
    },
    together: asOne,
    onHome: (listener) => homeChanged.on(listener),
    onSwitch: (listener) => switched.on(listener),
  };
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
