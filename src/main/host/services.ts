import type { HostEvent, VaultStatus } from '../../shared/domain/events.ts';
import type { PasteReading } from '../../shared/domain/server.ts';
import type { Result } from '../../shared/util/result.ts';
import type { Rights } from '../app-rights/rights.ts';
import type { ApprovalDesk } from '../approvals/approval-desk.ts';
import type { ServerApprovals } from '../approvals/server-approvals.ts';
import type { CallLog } from '../activity/call-log.ts';
import type { ReadLog } from '../activity/server-logs.ts';
import type { ConnectedApps } from '../connected-apps/connected-apps.ts';
import type { LiveRequests } from '../catalog/live-requests.ts';
import type { AppConnection } from '../connections/app-pools.ts';
import type { ConnectionPool } from '../connections/pool-ports.ts';
import type { Diagnostics } from '../diagnostics/diagnostics.ts';
import type { GatewayDesk } from '../gateway/gateway-desk.ts';
import type { Importer } from '../import/importer.ts';
import type { TellLeftOut } from '../ipc/left-out.ts';
import type { Moving } from '../transfer/moving.ts';
import type { PinDesk } from '../pins/pin-desk.ts';
import type { Cautions } from '../scanning/cautions.ts';
import type { ProfileCatalogs } from '../profiles/catalogs-in-use.ts';
import type { ProfileService } from '../profiles/profile-service.ts';
import type { ElicitationQueue } from '../elicitation/elicitation-queue.ts';
import type { ServerEdits, Servers } from '../registry/registry-ports.ts';
import type { ManyServers } from '../servers/many-servers.ts';
import type { ServerService } from '../servers/server-service.ts';
import type { ProfileSignIns, SignIns } from '../sign-in/sign-ins-port.ts';
import type { StoredSecrets } from '../servers/stored-secrets.ts';
import type { WindowCommand } from '../../shared/domain/window-command.ts';
import type { ShownPlaceKeeper } from '../shell/shown-place.ts';
import type { UndoJournal } from '../undo/undo-journal.ts';
import type { Updates } from '../updates/updates.ts';
import type { Host } from './host.ts';
import type { NoticeBoard } from './notice-board.ts';
import type { SettingsService } from './settings-service.ts';

/** What a person is asked by the desktop itself. */
export interface FileDialogs {
  /** Asks a person where to, then writes `text`; false when they cancelled. */
  readonly saveText: (
    suggestedName: string,
    text: string,
  ) => Promise<Result<boolean, { readonly reason: string; readonly detail: string }>>;
  /** Asks a person for a file or folder to read from; null when they cancelled. */
  readonly choosePath: (kind: 'file' | 'folder') => Promise<string | null>;
}

/** What calls of the window, the tray and a terminal are answered with; each takes what it uses. */
export interface Services extends FileDialogs {
  /** The servers of the profile in use. */
  readonly registry: Servers;
  /** What a person does with one of them. */
  readonly edits: ServerEdits;
  readonly servers: ServerService;
  readonly manyServers: ManyServers;
  readonly pool: ConnectionPool;
  readonly catalogs: ProfileCatalogs;
  readonly live: LiveRequests;
  /** What is held back of servers that say something else than before. */
  readonly pinDesk: PinDesk;
  /** What single apps see. */
  readonly appRights: Pick<Rights, 'of' | 'set'>;
  /** What in the words of servers is worth a look. */
  readonly cautions: Cautions;
  /** Calls of apps that wait for the person. */
  readonly approvalDesk: ApprovalDesk;
  readonly serverApprovals: ServerApprovals;
  readonly log: ReadLog;
  readonly calls: CallLog;
  readonly signIns: ProfileSignIns & Pick<SignIns, 'finish'>;
  readonly profiles: ProfileService;
  readonly secrets: StoredSecrets;
  readonly questions: ElicitationQueue;
  readonly undo: UndoJournal;
  readonly diagnostics: Diagnostics;
  readonly settings: SettingsService;
  readonly updates: Pick<Updates, 'state' | 'check' | 'openPage'>;
  readonly notices: NoticeBoard;
  /** Told what an answer had to leave out. */
  readonly tellLeftOut: TellLeftOut;
  /** Loaded when it is first asked for. */
  readonly imports: () => Promise<Importer>;
  /** Loaded when it is first asked for. */
  readonly moving: () => Promise<Moving>;
  /** Doors and tokens of AI apps; loaded when they are first asked for. */
  readonly gateway: () => Promise<GatewayDesk>;
  /** What apps have of a server for themselves, as the profile in use has it. */
  readonly appConnections: (name: string) => readonly AppConnection[];
  /** AI apps here and our entry in their files; loaded when it is first asked for. */
  readonly connectedApps: () => Promise<ConnectedApps>;
  readonly vaultStatus: () => VaultStatus;
  readonly readPaste: (text: string) => Promise<PasteReading>;
  /** Asks the window to show a server, e.g. after a click in the tray. */
  readonly goTo: (
    name: string,
    action: Extract<HostEvent, { kind: 'navigation-requested' }>['action'],
  ) => void;
  /** Asks the window to show what servers ask, after a click on a notification. */
  readonly showQuestions: () => void;
  /** Asks the window to do what was chosen in the application menu. */
  readonly askWindow: (command: WindowCommand) => void;
  /** Opens an address of a server's in the person's browser; false when it may not or did not. */
  readonly openAddress: (address: string) => Promise<boolean>;
  /** Where the person is in the window. */
  readonly shownPlace: ShownPlaceKeeper;
}

/** A host, and what calls to it are answered with. */
export interface ServedHost {
  readonly host: Host;
  readonly services: Services;
}
