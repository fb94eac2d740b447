import type { ServerDefinition, ServerView } from '../../shared/domain/server.ts';
import type { CallLog } from '../activity/call-log.ts';
import type { ReadLog } from '../activity/server-logs.ts';
import type { ApprovalDesk } from '../approvals/approval-desk.ts';
import type { CatalogStore } from '../catalog/catalog-store.ts';
import type { ConnectionPool } from '../connections/pool-ports.ts';
import type { EventHub } from '../ipc/event-hub.ts';
import type { Servers } from '../registry/registry-ports.ts';
import type { ProfileService } from '../profiles/profile-service.ts';
import type { ElicitationQueue } from '../elicitation/elicitation-queue.ts';
import type { ProfileSignIns } from '../sign-in/sign-ins-port.ts';
import type { UndoJournal } from '../undo/undo-journal.ts';
import type { Findings } from './findings.ts';
import type { NoticeBoard } from './notice-board.ts';

/** Where changes come from, and who is told. */
export interface FollowedChanges {
  readonly registry: Pick<Servers, 'get' | 'onChange'>;
  readonly pool: Pick<ConnectionPool, 'onState'>;
  readonly catalogs: Pick<CatalogStore, 'onChange'>;
  readonly signIns: Pick<ProfileSignIns, 'onChange'>;
  readonly profiles: Pick<ProfileService, 'onChange' | 'profiles'>;
  readonly questions: Pick<ElicitationQueue, 'onChange'>;
  readonly approvalDesk: Pick<ApprovalDesk, 'onChange'>;
  readonly undo: Pick<UndoJournal, 'onChange'>;
  readonly log: Pick<ReadLog, 'subscribe'>;
  readonly calls: Pick<CallLog, 'subscribe'>;
  readonly notices: Pick<NoticeBoard, 'onChange'>;
  readonly findings: Pick<Findings, 'record'>;
  readonly events: Pick<EventHub, 'publish'>;
  readonly view: (server: ServerDefinition) => ServerView;
}

/** Publishes each change that the profile in use may see; nothing is published after disposal. */
export function followChanges(deps: FollowedChanges): Disposable {
  const { registry, signIns, profiles, events } = deps;
  const subscriptions = [
    registry.onChange(({ kind, server }) =>
      events.publish(
        kind === 'saved'
          ? { kind: 'server-saved', server: deps.view(server) }
          : { kind: 'server-removed', name: server.name },
      ),
    ),
    deps.pool.onState((name, state) => {
      if (!registry.get(name)) return;
      events.publish({ kind: 'connection-changed', name, state });
      deps.findings.record(name, state);
    }),
    deps.catalogs.onChange((name, summary) => {
      if (registry.get(name)) events.publish({ kind: 'catalog-changed', name, summary });
    }),
    signIns.onChange((name, signIn) => {
      if (registry.get(name)) events.publish({ kind: 'sign-in-changed', name, signIn });
    }),
    profiles.onChange(() =>
      events.publish({ kind: 'profiles-changed', profiles: profiles.profiles() }),
    ),
    deps.questions.onChange((questions) =>
      events.publish({ kind: 'questions-changed', questions: [...questions] }),
    ),
    deps.approvalDesk.onChange((approvals) =>
      events.publish({ kind: 'approvals-changed', approvals: [...approvals] }),
    ),
    deps.undo.onChange((state) => events.publish({ kind: 'undo-changed', ...state })),
    deps.log.subscribe((name, entries) =>
      events.publish({ kind: 'log-appended', name, entries: [...entries] }),
    ),
    deps.calls.subscribe((calls) => events.publish({ kind: 'calls-recorded', calls: [...calls] })),
    deps.notices.onChange((change) =>
      events.publish(
        change.kind === 'added'
          ? { kind: 'notice-added', notice: change.notice }
          : { kind: 'notice-dismissed', id: change.id },
      ),
    ),
  ];
  return {
    [Symbol.dispose]: () => subscriptions.forEach((subscription) => subscription[Symbol.dispose]()),
  };
}
