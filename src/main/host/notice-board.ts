import type { Notice } from '../../shared/domain/events.ts';
import { createEmitter } from '../kernel/emitter.ts';
import type { Logger } from '../kernel/logger.ts';

/** What is posted on the board, and what is taken down. */
export type NoticeChange =
  | { readonly kind: 'added'; readonly notice: Notice }
  | { readonly kind: 'dismissed'; readonly id: string };

/** What a person should know and has not put away yet; it lives as long as the app. */
export interface NoticeBoard {
  /** In the order they came. */
  all(): readonly Notice[];
  /** Posts one; an older one with its id goes. */
  readonly add: (notice: Notice) => void;
  /** Takes one down; nothing happens when it is not there. */
  readonly dismiss: (id: string) => void;
  onChange(listener: (change: NoticeChange) => void): Disposable;
}

/** An empty board. */
export function createNoticeBoard(logger: Pick<Logger, 'error'>): NoticeBoard {
  const changes = createEmitter<[NoticeChange]>(logger, 'notices');
  let notices: readonly Notice[] = [];
  return {
    all: () => notices,
    add(notice) {
      notices = [...notices.filter(({ id }) => id !== notice.id), notice];
      changes.emit({ kind: 'added', notice });
    },
    dismiss(id) {
      notices = notices.filter((notice) => notice.id !== id);
      changes.emit({ kind: 'dismissed', id });
    },
    onChange: (listener) => changes.on(listener),
  };
}
