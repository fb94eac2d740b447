import type {
  Inspection,
  LaunchPreview,
  Problem,
  ServerDefinition,
  ServerDraftInput,
  ServerEditInput,
} from '../../shared/domain/server.ts';
import { firstProfileId } from '../../shared/domain/profile-choices.ts';
import type { RecipientQuestion } from '../../shared/domain/recipient.ts';
import type { SecretPlace } from '../../shared/domain/stored-secret.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { OutsideListener } from '../documents/outside-news.ts';
import type { DocumentLoad, EditableDocument } from '../documents/document-ports.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { SecretStore } from '../kernel/secret-store.ts';
import type { Agreements } from '../trust/agreements.ts';
import { createAgreeing } from './agreeing.ts';
import { createBatchChanges } from './batch-changes.ts';
import type { BatchChanges } from './batch-changes.ts';
import { savedLaunch } from './draft-launch.ts';
import { launchPreview } from './launch-preview.ts';
import type {
  ChangeRefusal,
  ClearRefusal,
  PlaceRefusal,
  SaveRefusal,
  StorageRefusal,
  VariableRefusal,
} from './registry-error.ts';
import type { HandleBook } from './handle-book.ts';
import type { Rehandled } from './handles.ts';
import { problemsOf } from './registry-file.ts';
import type { RegistryFile } from './registry-file.ts';
import { RegistryLedger } from './registry-ledger.ts';
import type { SaveResult } from './registry-ledger.ts';
import { createRemovals } from './removals.ts';
import type { Removals } from './removals.ts';
import { setHandle } from './set-handle.ts';
import { createServerEdits } from './server-edits.ts';
import { variableFlagsOf } from './variable-values.ts';

/** What the registry needs from outside. */
export interface ServerRegistryDeps {
  readonly store: EditableDocument<RegistryFile>;
  readonly secrets: SecretStore;
  readonly agreements: Pick<Agreements, RegistryAgreements>;
  /** Whose handles are; no server gets one if absent. */
  readonly handles?: Pick<HandleBook, 'load' | 'ownerOf' | 'note' | 'give' | 'hash'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly logger: Logger;
  /** Names no server may get, e.g. those of Patchbay's own endpoints. */
  readonly reservedNames?: readonly string[];
}

type RegistryAgreements = 'load' | 'agree' | 'keepOnly' | 'keepServers' | 'putAside' | 'bringBack';

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

/** A person's agreement that comes with a save. */
export interface SaveOptions {
  /** The `consent` of the launch preview the person agreed to. */
  readonly consent?: string;
  /**
   * Whose values of variables the launch gets, those of the first profile if absent; and next to whose
   * servers a new one is called something else, all if absent.
   */
  readonly profileId?: string;
  /** Save without agreement; the server then waits for it before it can start. For imports. */
  readonly askLater?: boolean;
  /** Secrets without a value are asked for before the server starts. For imports. */
  readonly leavesSecretsOpen?: boolean;
  /** Where stored secrets may go from now on: recipients of the questions a person said yes to. */
  readonly recipients?: readonly string[];
  /** Stored secrets that would go elsewhere are left out instead. */
  readonly forgetsSecrets?: boolean;
}

/** Puts the file with a new server on the disk. */
type SaveNew = (file: RegistryFile, server: ServerDefinition) => Promise<SaveResult>;

type Saved<Refusal> = Promise<Result<ServerDefinition, Refusal>>;

/**
 * The servers that exist. Every change is checked, then on the disk, and only then visible here
 * and told to listeners; a refused change leaves everything as it was. Changes run one at a time.
 */
export interface ServerRegistry extends BatchChanges, Removals {
  load(): Promise<RegistryLoad>;
  /** Takes over what somebody else has made of the file since, if anything; told as changes. */
  reload(): Promise<void>;
  /** Told what becomes of such changes. */
  onOutside(listener: OutsideListener): Disposable;
  /** In the order of creation. */
  list(): readonly ServerDefinition[];
  get(name: string): ServerDefinition | undefined;
  /** Judges a draft without saving it; `name` is the server it would replace. */
  preview(draft: unknown, name?: string, profileId?: string): DraftPreview;
  /** With `save`, that puts it on the disk, together with something else. */
  create(draft: ServerDraftInput, options?: SaveOptions, save?: SaveNew): Saved<SaveRefusal>;
  /**
   * Replaces everything but name, creation time, whether it is on, who may use it, and the secrets
   * the draft leaves out.
   */
  update(name: string, draft: ServerEditInput, options?: SaveOptions): Saved<SaveRefusal>;
  setEnabled(name: string, enabled: boolean): Saved<ChangeRefusal>;
  /**
   * Calls it so in front of what it offers to apps; refused as `INVALID` when another is called that.
   * Nothing else changes, and its connection stays.
   */
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
  /** Secrets of a server went from the vault: it looks different now, and its connection is stale. */
  renewAfterSecretsWent(name: string): Saved<ChangeRefusal>;
  /** Enters a secret in a place of a server that is meant for one; for variables, see above. */
  fillSecret(
    name: string,
    place: SecretPlace,
    value: string,
    profileId?: string,
  ): Saved<PlaceRefusal>;
  /** For each declared variable, whether it has a value. */
  variableFlags(
    name: string,
    profileId?: string,
  ): Result<Readonly<Record<string, boolean>>, ChangeRefusal>;
  /**
   * Keeps what trying servers found, by their names; `updatedAt` stays, and a name without a server is
   * passed over. It is shown at once and waits for the next save or {@link saveFindings}, so that many
   * servers, or one that flaps, do not wear the disk.
   */
  recordInspections(found: ReadonlyMap<string, Inspection>): Promise<void>;
  /** Saves findings that no other save has taken along yet. */
  saveFindings(): Promise<Result<void, StorageRefusal>>;
  onChange(listener: (change: RegistryChange) => void): Disposable;
}

/** Creates the registry; it is empty until `load` has run. */
export function createServerRegistry(deps: ServerRegistryDeps): ServerRegistry {
  const ledger = new RegistryLedger(deps);
  // Whoever removes it: what gets this name later was not agreed to.
  ledger.onChange(({ kind, server }) => {
    if (kind === 'removed') deps.agreements.putAside(server.name);
  });

  const agreeing = createAgreeing(ledger, deps);

  return {
    async load() {
      const [{ load, records, rehandled }] = await Promise.all([
        ledger.load(),
        deps.agreements.load(),
      ]);
      deps.agreements.keepServers(new Set(ledger.names()));
      const damagedFile = 'damagedFile' in load ? { damagedFile: load.damagedFile } : {};
      const isEdited = 'isEdited' in load && load.isEdited ? { isEdited: true } : {};
      return {
        status: load.status,
        ...damagedFile,
        ...isEdited,
        problems: problemsOf(records),
        ...(rehandled.length > 0 && { rehandled }),
      };
    },

    reload: () => ledger.inTurn(() => Promise.resolve()),
    onOutside: (listener) => ledger.onOutside(listener),

    list: () => [...ledger.servers.values()],
    get: (name) => ledger.servers.get(name),

    ...createServerEdits(ledger, deps, agreeing),
    ...createBatchChanges(ledger, deps),
    ...createRemovals(ledger, deps),

    setEnabled: (name, enabled) =>
      ledger.onServer(name, async (server) =>
        server.enabled === enabled
          ? ok(server)
          : ledger.replace(server, { ...server, enabled }, 'enabled'),
      ),

    setHandle: (name, handle) => setHandle(ledger, deps.handles, name, handle),

    giveConsent: (name, consent, profileId = firstProfileId) =>
      ledger.onServer<ServerDefinition, SaveRefusal>(name, async (server) => {
        const preview = launchPreview(savedLaunch(server, profileId));
        if (preview.consent !== consent) return err({ code: 'CONSENT_REQUIRED', preview });
        const launch = preview.kind === 'program' ? consent : undefined;
        return agreeing({ server, launch, profileId }, async () => ok(server));
      }),

    renewAfterSecretsWent: (name) =>
      ledger.onServer(name, async (server) =>
        ledger.replace(
          server,
          { ...server, updatedAt: Math.max(deps.clock.now(), server.updatedAt + 1) },
          'updated',
        ),
      ),

    variableFlags(name, profileId = firstProfileId) {
      const server = ledger.servers.get(name);
      if (server === undefined) return err({ code: 'NOT_FOUND', name });
      return ok(variableFlagsOf(server, profileId, (id) => deps.secrets.has(id)));
    },

    recordInspections: (found) =>
      ledger.inTurn(async () => {
        const servers = [...found].flatMap(([name, inspection]) => {
          const server = ledger.servers.get(name);
          return server === undefined ? [] : [{ ...server, inspection }];
        });
        ledger.showOnly(servers, 'inspection');
      }),

    saveFindings: () => ledger.saveShown(),

    onChange: (listener) => ledger.onChange(listener),
  };
}
