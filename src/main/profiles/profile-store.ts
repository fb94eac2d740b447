import { z } from 'zod';

import { firstProfileId } from '../../shared/domain/profile-choices.ts';
import { keptProfileSchema, profileDraftSchema } from '../../shared/domain/profile.ts';
import type { KeptProfile, Profile, Profiles } from '../../shared/domain/profile.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { createSerialQueue } from '../../shared/util/serial-queue.ts';
import { onPresentFile } from '../documents/outside-news.ts';
import type { OutsideListener } from '../documents/outside-news.ts';
import type {
  DocumentLoad,
  DocumentReload,
  DocumentSaveError,
  EditableDocument,
} from '../documents/document-ports.ts';
import type { Clock } from '../kernel/clock.ts';
import { freeName } from '../registry/slug.ts';
import { createEmitter } from '../kernel/emitter.ts';
import type { Logger } from '../kernel/logger.ts';

/** Version of {@link profilesFileSchema}; raise it together with a migration. */
export const profilesFileVersion = 1;

/** The document of all profiles. */
export const profilesFileSchema = z.object({
  profiles: z.array(keptProfileSchema),
  activeId: z.string(),
});
export type ProfilesFile = z.infer<typeof profilesFileSchema>;

/** Why profiles were not changed; everything is as it was. */
export type ProfileError =
  | { readonly code: 'PROFILE_NOT_FOUND'; readonly id: string }
  | { readonly code: 'PROFILE_INVALID'; readonly message: string }
  /** The one in use cannot be removed. */
  | { readonly code: 'PROFILE_ACTIVE'; readonly id: string }
  | {
      readonly code: 'STORAGE_FAILED';
      readonly reason: DocumentSaveError['code'];
      readonly detail: string;
    };

type Changed = Promise<Result<Profile, ProfileError>>;

/** The profiles that exist and the one in use. A change is on the disk before it is visible. */
export interface ProfileStore {
  load(): Promise<DocumentLoad<ProfilesFile>['status']>;
  profiles(): Profiles;
  active(): KeptProfile;
  get(id: string): KeptProfile | undefined;
  update(id: string, draft: unknown): Changed;
  remove(id: string): Promise<Result<KeptProfile, ProfileError>>;
  activate(id: string): Changed;
  /** The document as it is now. */
  file(): ProfilesFile;
  /**
   * Changes profiles in one step with something else, in turn with the book's own changes. `change`
   * gets the document and puts the next one on the disk itself, where it then is when it is shown.
   */
  changeWith<T, E>(
    change: (
      file: ProfilesFile,
    ) => Promise<Result<{ readonly file: ProfilesFile; readonly value: T }, E>>,
  ): Promise<Result<T, E>>;
  onChange(listener: () => void): Disposable;
  /** Takes over what somebody else has made of the file since, if anything. */
  reload(): Promise<void>;
  /** Told what becomes of such changes. */
  onOutside(listener: OutsideListener): Disposable;
}

/** What the book needs from outside. */
export interface ProfileStoreDeps {
  readonly store: EditableDocument<ProfilesFile>;
  readonly clock: Pick<Clock, 'now'>;
  readonly logger: Pick<Logger, 'error'>;
  /** What the first profile is called. */
  readonly firstTitle: string;
}

/** Creates the book; before `load` it holds the first profile only. */
export function createProfileStore(deps: ProfileStoreDeps): ProfileStore {
  const queue = createSerialQueue();
  const changes = createEmitter<[]>(deps.logger, 'profiles');
  const outside = createEmitter<Parameters<OutsideListener>>(deps.logger, 'profiles from outside');
  let file: ProfilesFile = firstFile(deps);

  const tell = (): void => {
    changes.emit();
  };

  const takeOver = (reload: DocumentReload<ProfilesFile>): void => {
    if (reload.status === 'damaged') {
      const { detail } = reload;
      outside.emit({ kind: 'not-readable', detail });
    }
    if (reload.status !== 'changed') return;
    file = usable(reload.value, deps);
    tell();
    outside.emit({ kind: 'taken-over', problems: [] });
  };

  const inTurn = <T>(task: () => Promise<T>): Promise<T> =>
    queue.run(() => onPresentFile(deps.store, takeOver, task));

  /** Asked for at each call of an app; a file that changes is another one. */
  let shown: { readonly of: ProfilesFile; readonly profiles: Profiles } | undefined;

  const get = (id: string) => file.profiles.find((profile) => profile.id === id);

  const show = (next: ProfilesFile): void => {
    file = next;
    tell();
  };

  const save = async (next: ProfilesFile): Promise<Result<void, ProfileError>> => {
    const saved = await deps.store.save(next);
    if (!saved.ok) {
      const { code: reason, detail } = saved.error;
      return err({ code: 'STORAGE_FAILED', reason, detail });
    }
    show(next);
    return ok(undefined);
  };

  const onProfile = (
    id: string,
    change: (profile: KeptProfile) => Promise<Result<KeptProfile, ProfileError>>,
  ): Changed =>
    inTurn(async () => {
      const profile = get(id);
      if (profile === undefined) return err({ code: 'PROFILE_NOT_FOUND', id });
      const changed = await change(profile);
      return changed.ok ? ok(shownProfile(changed.value)) : changed;
    });

  const replaced = async (changed: KeptProfile): Promise<Result<KeptProfile, ProfileError>> => {
    const profiles = file.profiles.map((one) => (one.id === changed.id ? changed : one));
    const saved = await save({ ...file, profiles });
    return saved.ok ? ok(changed) : saved;
  };

  const book: ProfileStore = {
    load: () =>
      queue.run(async () => {
        const load = await deps.store.load();
        const hasValue = load.status === 'loaded' || load.status === 'restored';
        if (hasValue) file = usable(load.value, deps);
        tell();
        return load.status;
      }),
    profiles() {
      if (shown?.of !== file) {
        const all = file.profiles.map(shownProfile);
        shown = { of: file, profiles: { all, activeId: file.activeId } };
      }
      return shown.profiles;
    },
    active: () => get(file.activeId) ?? firstFile(deps).profiles[0]!,
    get,
    update: (id, draft) =>
      onProfile(id, async (profile) => {
        const parsed = readDraft(draft);
        return parsed.ok ? replaced({ ...profile, ...parsed.value }) : parsed;
      }),
    remove: (id) =>
      inTurn(async () => {
        const profile = get(id);
        if (profile === undefined) return err({ code: 'PROFILE_NOT_FOUND', id });
        if (id === file.activeId) return err({ code: 'PROFILE_ACTIVE', id });
        const profiles = file.profiles.filter((one) => one !== profile);
        const saved = await save({ ...file, profiles });
        return saved.ok ? ok(profile) : saved;
      }),
    activate: (id) =>
      onProfile(id, async (profile) => {
        if (id === file.activeId) return ok(profile);
        const saved = await save({ ...file, activeId: id });
        return saved.ok ? ok(profile) : saved;
      }),
    file: () => file,
    changeWith: (change) =>
      inTurn(async () => {
        const done = await change(file);
        if (!done.ok) return done;
        if (done.value.file !== file) show(done.value.file);
        return ok(done.value.value);
      }),
    onChange: (listener) => changes.on(listener),
    reload: () => inTurn(() => Promise.resolve()),
    onOutside: (listener) => outside.on(listener),
  };
  return book;
}

function firstFile({ clock, firstTitle }: ProfileStoreDeps): ProfilesFile {
  const profile: KeptProfile = {
    id: firstProfileId,
    title: firstTitle,
    icon: 'user',
    color: 'indigo',
    createdAt: clock.now(),
    choices: {},
  };
  return { profiles: [profile], activeId: profile.id };
}

/** There is always a profile, and one in use: where that is gone it is the first one. */
function usable(file: ProfilesFile, deps: ProfileStoreDeps): ProfilesFile {
  if (file.profiles.length === 0) return firstFile(deps);
  const isKnown = file.profiles.some(({ id }) => id === file.activeId);
  return isKnown ? file : { ...file, activeId: file.profiles[0]?.id ?? firstProfileId };
}

/** What everybody may know of a profile. */
export function shownProfile({ choices: _choices, ...profile }: KeptProfile): Profile {
  return profile;
}

/** A new profile that has made no choice yet, under an id that is none of `taken`. */
export function newProfile(
  draft: unknown,
  taken: ReadonlySet<string>,
  now: number,
): Result<KeptProfile, ProfileError> {
  const parsed = readDraft(draft);
  if (!parsed.ok) return parsed;
  const id = freeName(parsed.value.title, taken);
  return ok({ ...parsed.value, id, createdAt: now, choices: {} });
}

function readDraft(draft: unknown): Result<z.infer<typeof profileDraftSchema>, ProfileError> {
  const parsed = profileDraftSchema.safeParse(draft);
  if (parsed.success) return ok(parsed.data);
  return err({ code: 'PROFILE_INVALID', message: parsed.error.issues[0]?.message ?? 'a profile' });
}
