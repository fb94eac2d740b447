import type { CallLog } from '../activity/call-log.ts';
import { createServerLogs } from '../activity/server-logs.ts';
import type { ServerLogs, ReadLog } from '../activity/server-logs.ts';
import { createNoticeBoard } from '../host/notice-board.ts';
import type { NoticeBoard } from '../host/notice-board.ts';
import { createEventHub } from '../ipc/event-hub.ts';
import type { EventHub } from '../ipc/event-hub.ts';
import { createLeftOutTeller, eventFilter } from '../ipc/left-out.ts';
import type { TellLeftOut } from '../ipc/left-out.ts';
import { composeCalls } from './compose-calls.ts';
import type { ComposedServers } from './compose-servers.ts';
import type { Stores } from './compose-stores.ts';
import type { Basics } from './composition.ts';

/** Where the rest of the app says what happens. */
export interface ComposedNews {
  readonly notices: NoticeBoard;
  readonly events: EventHub;
  readonly logBook: ServerLogs;
  /** What was asked of servers. */
  readonly calls: CallLog;
  /** The lines that the profile in use may read. */
  readonly log: ReadLog;
  /** Told what an answer had to leave out. */
  readonly tellLeftOut: TellLeftOut;
}

/** Puts the notices, the stream of changes, the servers' logs and the calls together. */
export function composeNews(
  basics: Basics,
  stores: Stores,
  servers: ComposedServers,
): ComposedNews {
  const { clock, logger } = basics;
  const notices = createNoticeBoard(logger);
  const tellLeftOut = createLeftOutTeller({ clock, logger, addNotice: notices.add });
  const logBook = createServerLogs({ clock });
  return {
    notices,
    tellLeftOut,
    events: createEventHub({ clock, shape: eventFilter(tellLeftOut) }),
    logBook,
    log: logBook.readBy(servers.inUse),
    calls: composeCalls(basics, stores, servers, logBook),
  };
}
