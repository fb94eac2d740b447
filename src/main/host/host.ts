import type { ConnectionState } from '../../shared/domain/connection-state.ts';
import type { Notice, Snapshot, VaultStatus } from '../../shared/domain/events.ts';
import type {
  LaunchPreview,
  PasteReading,
  ServerDefinition,
  ServerDraft,
  ServerEdit,
  ServerView,
} from '../../shared/domain/server.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import { err, ok, type Result } from '../../shared/util/result.ts';
import type { LogBook } from '../activity/log-book.ts';
import type { CatalogStore } from '../catalog/catalog-store.ts';
import type { LiveRequests, RequestFailure } from '../catalog/live-requests.ts';
import type { Moving } from '../moving/moving.ts';
import type { ConnectionPool } from '../connections/pool.ts';
import type { Care } from '../doctor/care.ts';
import type { EventHub } from '../ipc/event-hub.ts';
import type { TellLeftOut } from '../ipc/left-out.ts';
import type { Importer } from '../import/importer.ts';
import { launchPreview } from '../registry/launch-preview.ts';
import type { RegistryError } from '../registry/registry-error.ts';
import { listServers, type ServerListQuery, type ServerPage } from '../registry/server-list.ts';
import type { SaveOptions } from '../registry/server-registry.ts';
import { toServerView } from '../registry/server-view.ts';
import type { ProfileRegistry } from '../profiles/profile-registry.ts';
import type { ProfileService } from '../profiles/profiles.ts';
import type { QuestionDesk } from '../questions/question-desk.ts';
import type { SignIns } from '../sign-ins.ts';
import type { StoredSecrets } from '../stored-secrets.ts';
import type { Launchable } from '../trust/launch-fingerprint.ts';
import type { UndoJournal } from '../undo/undo-journal.ts';

/** What an inspection answers. */
export interface Inspected {
  readonly server: ServerView;
  readonly state: ConnectionState;
}

/** Why an inspection gave no answer. */
export type InspectionRefusal =
  RequestFailure | { readonly code: 'NOT_FAILED'; readonly data: { readonly name: string } };

/** A person's preferences and a change to them. */
export interface SettingsPort {
  get(): Settings;
  update(change: Partial<Settings>): Settings;
}

/** The parts a host is made of; it disposes those that hold something open. */
export interface HostParts {
  /** The servers of the profile in use. */
  readonly registry: ProfileRegistry;
  readonly pool: ConnectionPool;
  readonly catalogs: CatalogStore;
  readonly logBook: LogBook;
  readonly live: LiveRequests;
  readonly signIns: SignIns;
  /** Loaded when it is first asked for. */
  readonly imports: () => Promise<Importer>;
  /** Loaded when it is first asked for. */
  readonly moving: () => Promise<Moving>;
  readonly profiles: ProfileService;
  readonly questions: QuestionDesk;
  readonly undo: UndoJournal;
  /** Ends the connection, then drops everything of a server; `undo` can bring it back for a while. */
  readonly removeServer: (name: string) => Promise<Result<void, RegistryError>>;
  readonly secrets: StoredSecrets;
  readonly events: EventHub;
  /** Told what an answer of this host had to leave out. */
  readonly tellLeftOut: TellLeftOut;
  readonly care: Care;
  readonly settings: SettingsPort;
  readonly summaries: () => Snapshot['catalogs'];
  readonly vaultStatus: () => VaultStatus;
  readonly hasSecret: (id: string) => boolean;
  readonly readPaste: (text: string) => Promise<PasteReading>;
  /** Asks a person where to, then writes `text`; false when they cancelled. */
  readonly saveText: (
    suggestedName: string,
    text: string,
  ) => Promise<Result<boolean, { readonly reason: string; readonly detail: string }>>;
  /** Asks a person for a file or folder to read from; null when they cancelled. */
  readonly choosePath: (kind: 'file' | 'folder') => Promise<string | null>;
  readonly app: Snapshot['app'];
  /** Epoch ms. */
  readonly now: () => number;
  /** Runs once when the host starts, before servers are brought up. */
  readonly beforeStart: () => Promise<void>;
  /** Runs last when the host ends. */
  readonly release: () => Promise<void>;
}

/** The whole brain: what the window, the tray and the terminal ask and are told. */
export interface Host extends Omit<HostParts, 'beforeStart' | 'release' | 'hasSecret' | 'now'> {
  snapshot(): Snapshot;
  viewOf(name: string): ServerView | undefined;
  previewOf(launchable: Launchable): LaunchPreview;
  listServers(query: ServerListQuery): Result<ServerPage, { readonly code: 'INVALID_CURSOR' }>;
  /** Saves a server and begins to try it; that connection is kept. */
  createServer(draft: ServerDraft, consent?: string): Promise<Result<ServerView, RegistryError>>;
  updateServer(
    name: string,
    draft: ServerEdit,
    options?: SaveOptions,
  ): Promise<Result<ServerView, RegistryError>>;
  setEnabled(name: string, enabled: boolean): Promise<Result<ServerView, RegistryError>>;
  consent(name: string, consent: string): Promise<Result<ServerView, RegistryError>>;
  /** Lets stored secrets go where a person was asked about, then tries the server. */
  allowRecipients(
    name: string,
    recipients: readonly string[],
  ): Promise<Result<ServerView, RegistryError>>;
  /** Ends the connection of a server that is gone, and drops what was kept about it. */
  forget(name: string): Promise<void>;
  /** Drops catalog, log and history of a server that is gone. */
  dropTraces(name: string): Promise<void>;
  /** Tries a server now and waits for the outcome. */
  inspect(
    name: string,
    options: { readonly onlyFailed: boolean },
    signal?: AbortSignal,
  ): Promise<Result<Inspected, InspectionRefusal>>;
  /** Takes a link the system handed over; data from a stranger, so it changes nothing by itself. */
  openLink(url: string): Promise<void>;
  addNotice(notice: Notice): void;
  dismissNotice(id: string): void;
  /** Brings up the servers that start by themselves; the second call does nothing. */
  start(): void;
  /** Resolves when `start` has asked for every server that starts by itself. */
  readonly started: Promise<void>;
  /** Fires when `dispose` begins; whoever follows the host ends with it. */
  readonly ending: AbortSignal;
  /** Ends every connection and process, then resolves. Safe to call twice. */
  dispose(): Promise<void>;
}

// Both schemes are ours; only the first is ever given to an authorization server.
const callbackLink = /^(?:app\.)?patchbay:\/\/oauth\/callback(?:[/?#]|$)/;

/** Puts the brain together. It knows nothing of Electron and runs as well in a test or headless. */
export function createHost(parts: HostParts): Host {
  const { registry, pool, catalogs, logBook, events, signIns } = parts;
  let notices: readonly Notice[] = [];
  let pendingFindings: Promise<unknown> = Promise.resolve();
  let disposal: Promise<void> | undefined;
  let hasStarted = false;
  let tellStarted = () => {};
  const ending = new AbortController();
  const started = new Promise<void>((resolve) => (tellStarted = resolve));

  const view = (server: ServerDefinition): ServerView => toServerView(server, parts.hasSecret);
  const viewed = (saved: Result<ServerDefinition, RegistryError>) =>
    saved.ok ? ok(view(saved.value)) : saved;
  const views = () => registry.list().map(view);

  const subscriptions = [
    registry.onChange((change) =>
      events.publish(
        change.kind === 'saved'
          ? { kind: 'server-saved', server: view(change.server) }
          : { kind: 'server-removed', name: change.server.name },
      ),
    ),
    pool.onState((name, state) => {
      if (!registry.get(name)) return;
      events.publish({ kind: 'connection-changed', name, state });
      signIns.onState(name, state);
      const finding = recordFinding(registry, name, state);
      if (finding) pendingFindings = Promise.allSettled([pendingFindings, finding]);
    }),
    catalogs.onChange((name, summary) => {
      if (registry.get(name)) events.publish({ kind: 'catalog-changed', name, summary });
    }),
    signIns.onChange((name, signIn) => {
      if (registry.get(name)) events.publish({ kind: 'sign-in-changed', name, signIn });
    }),
    parts.profiles.onChange(() =>
      events.publish({ kind: 'profiles-changed', profiles: parts.profiles.profiles() }),
    ),
    parts.questions.onChange((questions) =>
      events.publish({ kind: 'questions-changed', questions: [...questions] }),
    ),
    parts.undo.onChange((undoable) => events.publish({ kind: 'undo-changed', undoable })),
    logBook.subscribe((name, entries) =>
      events.publish({ kind: 'log-appended', name, entries: [...entries] }),
    ),
  ];

  async function start(): Promise<void> {
    await parts.beforeStart();
    if (disposal === undefined) pool.startAll();
  }

  async function dispose(): Promise<void> {
    ending.abort();
    const historySaved = parts.care.history.close();
    parts.questions.dispose();
    // Revoking what stays away may take seconds, and so may ending programs.
    await Promise.all([pool.dispose(), parts.undo.dispose()]);
    await signIns.dispose();
    subscriptions.forEach((subscription) => subscription[Symbol.dispose]());
    events.dispose();
    await pendingFindings;
    await historySaved;
    await parts.release();
  }

  return {
    ...parts,
    snapshot() {
      // What waits to be told is already in the state; told later it would be told twice.
      events.flush();
      return {
        seq: events.seq(),
        servers: views(),
        states: pool.statusAll(),
        catalogs: parts.summaries(),
        signIns: { ...signIns.all() },
        profiles: parts.profiles.profiles(),
        undoable: parts.undo.last(),
        questions: [...parts.questions.pending()],
        settings: parts.settings.get(),
        vault: parts.vaultStatus(),
        notices: [...notices],
        app: parts.app,
      };
    },
    viewOf(name) {
      const server = registry.get(name);
      return server && view(server);
    },
    previewOf: (launchable) => launchPreview(launchable),
    listServers: (query) => listServers(views(), query, (name) => pool.status(name)?.kind),
    async createServer(draft, consent) {
      const created = await registry.create(draft, { consent });
      if (created.ok && created.value.enabled) pool.connect(created.value.name, 'user');
      return viewed(created);
    },
    async updateServer(name, draft, options) {
      const updated = await registry.update(name, draft, options);
      if (updated.ok && updated.value.enabled) pool.connect(name, 'user');
      return viewed(updated);
    },
    async setEnabled(name, enabled) {
      const changed = await registry.setEnabled(name, enabled);
      if (changed.ok && enabled) pool.connect(name, 'user');
      return viewed(changed);
    },
    async consent(name, consent) {
      const agreed = await registry.giveConsent(name, consent);
      if (agreed.ok && agreed.value.enabled) pool.connect(name, 'user');
      return viewed(agreed);
    },
    async allowRecipients(name, recipients) {
      const allowed = await registry.allowRecipients(name, recipients);
      if (allowed.ok && allowed.value.enabled) pool.connect(name, 'user');
      return viewed(allowed);
    },
    async forget(name) {
      await pool.drop(name);
      await signIns.forget(name);
      await this.dropTraces(name);
    },
    async dropTraces(name) {
      await catalogs.drop(name);
      logBook.drop(name);
      parts.care.history.drop(name);
    },
    async inspect(name, { onlyFailed }, signal) {
      const server = registry.get(name);
      if (!server) return err({ code: 'NOT_FOUND', data: { name } });
      if (onlyFailed && server.inspection.status !== 'failed') {
        return err({ code: 'NOT_FAILED', data: { name } });
      }
      const state = await pool.reinitialize(name, signal ?? new AbortController().signal);
      const after = registry.get(name);
      return after && state
        ? ok({ server: view(after), state })
        : err({ code: 'NOT_FOUND', data: { name } });
    },
    async openLink(url) {
      if (!callbackLink.test(url)) {
        const { noticeOfLink } = await import('../import/open-link.ts');
        const notice = noticeOfLink(url, parts.now());
        if (notice !== undefined) this.addNotice(notice);
        return;
      }
      const answer = url.replace(/^patchbay:/, 'app.patchbay:');
      const finished = await signIns.finish(answer, 'deep-link');
      if (finished.ok) return;
      const { reason } = finished.error;
      const code = 'SIGN_IN_ANSWER_REFUSED';
      this.addNotice({ id: code, code, params: { reason }, at: parts.now() });
    },
    addNotice(notice) {
      notices = [...notices.filter(({ id }) => id !== notice.id), notice];
      events.publish({ kind: 'notice-added', notice });
    },
    dismissNotice(id) {
      notices = notices.filter((notice) => notice.id !== id);
      events.publish({ kind: 'notice-dismissed', id });
    },
    start() {
      if (hasStarted) return;
      hasStarted = true;
      void start().finally(tellStarted);
    },
    started,
    ending: ending.signal,
    dispose: () => (disposal ??= dispose()),
  };
}

/** Keeps on the server what the newest attempt found. */
function recordFinding(
  registry: Pick<ProfileRegistry, 'recordInspection'>,
  name: string,
  state: ConnectionState,
): Promise<unknown> | undefined {
  if (state.kind === 'ready') {
    return registry.recordInspection(name, { status: 'passed', at: state.since });
  }
  if (state.kind === 'failed' || state.kind === 'needs-sign-in') {
    const { failure } = state;
    return registry.recordInspection(name, { status: 'failed', at: failure.at, failure });
  }
  return undefined;
}
