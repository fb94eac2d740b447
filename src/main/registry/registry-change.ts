import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { Result } from '../../shared/util/result.ts';
import type { Returned } from './recipients.ts';
import type { RegistryFile } from './registry-file.ts';
import type { DocumentSaveError } from '../documents/document-ports.ts';

/** A change that is already on the disk; a finding may get there a little later. */
export type RegistryChange =
  | {
      readonly kind: 'saved';
      readonly cause:
        'created' | 'updated' | 'enabled' | 'variables' | 'inspection' | 'access' | 'profile';
      readonly server: ServerDefinition;
      /** Absent for a new server. */
      readonly previous?: ServerDefinition;
    }
  | { readonly kind: 'removed'; readonly server: ServerDefinition };

/** What came of putting the file on the disk. */
export type SaveResult = Result<void, DocumentSaveError>;

/** Servers to be there instead of all others, and how they get to the disk. */
export interface WholeChange {
  readonly servers: readonly ServerDefinition[];
  readonly save: SaveFile;
  /**
   * Those that were removed and come back: with what was agreed to for them, or under other names with
   * their secrets.
   */
  readonly returned?: readonly Returned[] | undefined;
}

/** Puts the file on the disk, perhaps together with something else. */
export type SaveFile = (file: RegistryFile) => Promise<SaveResult>;

/** Why a saved server changed. */
export type SaveCause = Extract<RegistryChange, { kind: 'saved' }>['cause'];
