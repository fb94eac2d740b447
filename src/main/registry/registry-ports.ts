import type {
  Inspection,
  LaunchPreview,
  Problem,
  ServerDefinition,
  ServerDraftInput,
  ServerEditInput,
} from '../../shared/domain/server.ts';
import type { RecipientQuestion } from '../../shared/domain/recipient.ts';
import type { SecretPlace } from '../../shared/domain/stored-secret.ts';
import type { Result } from '../../shared/util/result.ts';
import type { OutsideListener } from '../documents/outside-news.ts';
import type { DocumentLoad } from '../documents/document-ports.ts';
import type { BatchChanges } from './batch-changes.ts';
import type {
  ChangeRefusal,
  ClearRefusal,
  PlaceRefusal,
  SaveRefusal,
  StorageRefusal,
  VariableRefusal,
} from './registry-error.ts';
import type { Rehandled } from './handles.ts';
import type { RegistryFile } from './registry-file.ts';
import type { RegistryChange, SaveResult } from './registry-change.ts';
import type { Removals } from './removals.ts';
import type { SaveOptions } from './save-options.ts';

/** How loading went, and the records that could not be read (kept in the file, see `problems`). */
export interface RegistryLoad {
  readonly status: DocumentLoad<RegistryFile>['status'];
  /** Where a damaged file was set aside. */
  readonly damagedFile?: string;
  /** Somebody else has changed the file since it was saved here. */
  readonly isEdited?: boolean;
  readonly problems: readonly Problem[];
  /** Servers whose handle in the file is another's. */
  readonly rehandled?: readonly Rehandled[];
}

/** What a draft would start or contact, and what keeps it from being saved. */
export interface DraftPreview {
  readonly preview: LaunchPreview | null;
  readonly problems: readonly Problem[];
  /** What is to be asked before stored secrets go elsewhere with it. */
  readonly questions: readonly RecipientQuestion[];
}

/** Puts the file with a new server on the disk. */
type SaveNew = (file: RegistryFile, server: ServerDefinition) => Promise<SaveResult>;

type Saved<Refusal> = Promise<Result<ServerDefinition, Refusal>>;

/** The servers that exist, as everybody may read them. */
export interface Servers {
  /** In the order of creation. */
  list(): readonly ServerDefinition[];
  get(name: string): ServerDefinition | undefined;
  /** Judges a draft without saving it; `name` is the server it would replace. */
  preview(draft: unknown, name?: string, profileId?: string): DraftPreview;
  /** For each declared variable, whether it has a value. */
  variableFlags(
    name: string,
    profileId?: string,
  ): Result<Readonly<Record<string, boolean>>, ChangeRefusal>;
  onChange(listener: (change: RegistryChange) => void): Disposable;
}

/**
 * What a person does with one server. Every change is checked, then on the disk, and only then visible
 * and told to listeners; a refused change leaves everything as it was. Changes run one at a time.
 */
export interface ServerEdits {
  /** With `save`, that puts it on the disk, together with something else. */
  create(draft: ServerDraftInput, options?: SaveOptions, save?: SaveNew): Saved<SaveRefusal>;
  update(name: string, draft: ServerEditInput, options?: SaveOptions): Saved<SaveRefusal>;
  setEnabled(name: string, enabled: boolean): Saved<ChangeRefusal>;
  setHandle(name: string, handle: string): Saved<SaveRefusal>;
  /** Agrees to what the saved server starts for a profile: the first if absent. */
  giveConsent(name: string, consent: string, profileId?: string): Saved<SaveRefusal>;
  /** Lets stored secrets go where a person was asked about; others stay as they are. */
  allowRecipients(
    name: string,
    recipients: readonly string[],
    profileId?: string,
  ): Saved<SaveRefusal>;
  /** Sets one declared variable of a profile (the first by default); a blank value clears it. */
  setVariable(
    name: string,
    variable: string,
    value: string,
    profileId?: string,
  ): Saved<VariableRefusal>;
  clearVariable(name: string, variable: string, profileId?: string): Saved<ClearRefusal>;
  /** Enters a secret in a place of a server that is meant for one; for variables, see above. */
  fillSecret(
    name: string,
    place: SecretPlace,
    value: string,
    profileId?: string,
  ): Saved<PlaceRefusal>;
}

/** What is done with the registry as a whole, or by Patchbay itself. */
export interface RegistryMaintenance extends BatchChanges, Removals {
  load(): Promise<RegistryLoad>;
  /** Takes over what somebody else has made of the file since, if anything; told as changes. */
  reload(): Promise<void>;
  /** Told what becomes of such changes. */
  onOutside(listener: OutsideListener): Disposable;
  /** Secrets of a server went from the vault: it looks different now, and its connection is stale. */
  renewAfterSecretsWent(name: string): Saved<ChangeRefusal>;
  recordInspections(found: ReadonlyMap<string, Inspection>): Promise<void>;
  /** Saves findings that no other save has taken along yet. */
  saveFindings(): Promise<Result<void, StorageRefusal>>;
}

/** The registry of every server. */
export interface ServerRegistry extends Servers, ServerEdits, RegistryMaintenance {}
