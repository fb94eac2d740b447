import type { ServerView } from '../../shared/domain/server.ts';
import type { KeptProfile } from '../../shared/domain/profile.ts';
import type { Result } from '../../shared/util/result.ts';
import type { MovedHome } from './patchbay-export/moved-server.ts';
import type { SavedHome } from './patchbay-export/moved-import.ts';
import type { Random } from '../kernel/random.ts';
import type { HomeSteps } from '../profiles/home-steps.ts';
import type { BatchRefusal } from '../registry/registry-error.ts';
import type { RegistryMaintenance } from '../registry/registry-ports.ts';
import type { UndoJournal } from '../undo/undo-journal.ts';
import type { FindDeps } from './find-sources.ts';
import type { Bundles } from './import-ports.ts';
import type { ChosenDraft } from './chosen-draft.ts';

/** What importing a file of Patchbay's own needs besides. */
export interface MovedHomes {
  /** Every profile, and every server of all of them. */
  profiles(): readonly KeptProfile[];
  servers(): readonly ServerView[];
  /** Saves servers and the profiles of the homes in one step. */
  save(
    homes: readonly MovedHome[],
    chosen: readonly ChosenDraft[],
    turnsOn: boolean,
  ): Promise<Result<SavedHome, BatchRefusal>>;
  /** Starts those of these servers that start by themselves. */
  bringUp(names: readonly string[]): void;
  /** After an undo: removes those of these profiles that nothing refers to. */
  tidy(profileIds: readonly string[]): Promise<void>;
}

/** What the importer needs from outside. */
export interface ImporterDeps extends FindDeps {
  readonly home: Pick<HomeSteps, 'saveBatch' | 'undoBatch'>;
  readonly registry: Pick<RegistryMaintenance, 'dropSecrets'>;
  /** Every server as the window sees it. */
  readonly servers: () => readonly ServerView[];
  readonly bundles: Bundles;
  readonly random: Pick<Random, 'id'>;
  /** Ends what belonged to a server that an undo removed. */
  readonly forget: (name: string) => Promise<void>;
  readonly homes: MovedHomes;
  /** Where an import can be taken back from, also once its dialog is closed. */
  readonly undo: Pick<UndoJournal, 'add' | 'run'>;
}
