import { createLogBook, type LogBook } from '../activity/log-book.ts';
import { createNoticeBoard, type NoticeBoard } from '../host/notice-board.ts';
import { createEventHub, type EventHub } from '../ipc/event-hub.ts';
import { createLeftOutTeller, eventFilter, type TellLeftOut } from '../ipc/left-out.ts';
import type { Basics } from './composition.ts';

/** Where the rest of the app says what happens. */
export interface ComposedNews {
  readonly notices: NoticeBoard;
  readonly events: EventHub;
  readonly logBook: LogBook;
  /** Told what an answer had to leave out. */
  readonly tellLeftOut: TellLeftOut;
}

/** Puts the notices, the stream of changes and the servers' logs together. */
export function composeNews({ clock, logger }: Basics, owner: () => string): ComposedNews {
  const notices = createNoticeBoard();
  const tellLeftOut = createLeftOutTeller({ clock, logger, addNotice: notices.add });
  return {
    notices,
    tellLeftOut,
    events: createEventHub({ clock, shape: eventFilter(tellLeftOut) }),
    logBook: createLogBook({ clock, owner }),
  };
}
