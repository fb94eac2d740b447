import type { ConnectionState } from '../../shared/domain/connection-state.ts';
import type {
  LaunchPreview,
  ServerDefinition,
  ServerDraftInput,
  ServerEditInput,
  ServerView,
} from '../../shared/domain/server.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { ConnectionPool } from '../connections/pool-ports.ts';
import type { ServerEdits, Servers } from '../registry/registry-ports.ts';
import { launchPreview } from '../registry/launch-preview.ts';
import type { ChangeRefusal, SaveRefusal } from '../registry/registry-error.ts';
import { listServers } from '../registry/server-list.ts';
import type { ServerListQuery, ServerPage } from '../registry/server-list.ts';
import type { SaveOptions } from '../registry/save-options.ts';
import type { Launchable } from '../trust/launch-fingerprint.ts';

/** What an inspection answers. */
export interface Inspected {
  readonly server: ServerView;
  readonly state: ConnectionState;
}

type NotFound = Extract<ChangeRefusal, { readonly code: 'NOT_FOUND' }>;
type NotFailed = { readonly code: 'NOT_FAILED'; readonly name: string };

type Saved<Refusal = SaveRefusal> = Promise<Result<ServerView, Refusal>>;

/**
 * The servers of the profile in use, as a person works with them: what they save is tried at once,
 * and that connection is kept.
 */
export interface ServerService {
  viewOf(name: string): ServerView | undefined;
  previewOf(launchable: Launchable): LaunchPreview;
  list(query: ServerListQuery): Result<ServerPage, { readonly code: 'INVALID_CURSOR' }>;
  /** Saves a server; `consent` is the launch a person has agreed to. */
  create(draft: ServerDraftInput, consent?: string): Saved;
  update(name: string, draft: ServerEditInput, options?: SaveOptions): Saved;
  setEnabled(name: string, enabled: boolean): Saved<ChangeRefusal>;
  /** Calls a server so in front of what it offers to apps. */
  setHandle(name: string, handle: string): Saved;
  /** Agrees to a launch that waits for it. */
  consent(name: string, consent: string): Saved;
  /** Lets stored secrets go where a person was asked about. */
  allowRecipients(name: string, recipients: readonly string[]): Saved;
  /** Ends the connection, then drops everything; undo can bring it back for a while. */
  remove(name: string): Promise<Result<void, ChangeRefusal>>;
  /** Tries a server now and waits for the outcome. */
  inspect(name: string, signal?: AbortSignal): Promise<Result<Inspected, NotFound>>;
  /** The same for a server that failed when it was last tried. */
  reinspect(name: string, signal?: AbortSignal): Promise<Result<Inspected, NotFound | NotFailed>>;
}

/** What it works with. */
export interface ServerServiceDeps {
  readonly registry: Pick<Servers, 'get' | 'list'>;
  readonly edits: Pick<
    ServerEdits,
    'create' | 'update' | 'setEnabled' | 'setHandle' | 'giveConsent' | 'allowRecipients'
  >;
  readonly pool: Pick<ConnectionPool, 'connect' | 'status' | 'reinitialize'>;
  readonly view: (server: ServerDefinition) => ServerView;
  readonly remove: ServerService['remove'];
}

/** Servers over a registry and a pool. */
export function createServerService({
  registry,
  edits,
  pool,
  view,
  remove,
}: ServerServiceDeps): ServerService {
  const tried = <Refusal>(
    saved: Result<ServerDefinition, Refusal>,
  ): Result<ServerView, Refusal> => {
    if (!saved.ok) return saved;
    if (saved.value.enabled) pool.connect(saved.value.name, 'user');
    return ok(view(saved.value));
  };
  const inspect: ServerService['inspect'] = async (name, signal) => {
    const state =
      registry.get(name) && (await pool.reinitialize(name, signal ?? new AbortController().signal));
    const after = registry.get(name);
    return after && state ? ok({ server: view(after), state }) : err({ code: 'NOT_FOUND', name });
  };
  return {
    viewOf(name) {
      const server = registry.get(name);
      return server && view(server);
    },
    previewOf: (launchable) => launchPreview(launchable),
    list: (query) =>
      listServers(registry.list().map(view), query, (name) => pool.status(name)?.kind),
    create: async (draft, consent) => tried(await edits.create(draft, { consent })),
    update: async (name, draft, options) => tried(await edits.update(name, draft, options)),
    setEnabled: async (name, enabled) => tried(await edits.setEnabled(name, enabled)),
    async setHandle(name, handle) {
      const saved = await edits.setHandle(name, handle);
      return saved.ok ? ok(view(saved.value)) : saved;
    },
    consent: async (name, consent) => tried(await edits.giveConsent(name, consent)),
    allowRecipients: async (name, recipients) =>
      tried(await edits.allowRecipients(name, recipients)),
    remove,
    inspect,
    async reinspect(name, signal) {
      const server = registry.get(name);
      if (!server) return err({ code: 'NOT_FOUND', name });
      if (server.inspection.status !== 'failed') return err({ code: 'NOT_FAILED', name });
      return inspect(name, signal);
    },
  };
}
