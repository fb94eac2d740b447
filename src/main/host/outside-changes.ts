import type { Notice } from '../../shared/domain/events.ts';
import type { OutsideNews } from '../documents/outside-news.ts';
import type { Clock } from '../kernel/clock.ts';
import type { ProfileStore } from '../profiles/profile-store.ts';
import type { RegistryMaintenance } from '../registry/registry-ports.ts';
import type { NoticeBoard } from './notice-board.ts';
import { editedNotice, handleNotices, recordNotices } from './start-notices.ts';

/** A file that is half written may look damaged; one that still does after this is, ms. */
const secondLookMs = 1_000;

/** What is reloaded, and who is told. */
export interface OutsideChangesDeps {
  readonly registry: Pick<RegistryMaintenance, 'reload' | 'onOutside'>;
  readonly book: Pick<ProfileStore, 'reload' | 'onOutside'>;
  readonly notices: Pick<NoticeBoard, 'add' | 'dismiss'>;
  readonly clock: Clock;
  /** Calls back after one of the two files has changed, whoever changed it. */
  readonly watch: (onChange: () => void) => Disposable;
}

/**
 * Follows what others make of the files of servers and profiles while the app runs: what is valid is
 * taken over, what is not leaves everything as it was, and a person is told either way.
 */
export function followOutsideChanges(deps: OutsideChangesDeps): Disposable {
  const { registry, book, notices, clock } = deps;
  const files = [
    followFile('servers.json', registry, { notices, clock }),
    followFile('profiles.json', book, { notices, clock }),
  ];
  const watching = deps.watch(() => {
    void registry.reload();
    void book.reload();
  });
  return {
    [Symbol.dispose]() {
      watching[Symbol.dispose]();
      files.forEach((file) => file[Symbol.dispose]());
    },
  };
}

function followFile(
  file: string,
  source: Pick<RegistryMaintenance, 'onOutside'>,
  { notices, clock }: Pick<OutsideChangesDeps, 'notices' | 'clock'>,
): Disposable {
  let shown: readonly Notice[] = [];
  let waiting: Disposable | undefined;
  const show = (next: readonly Notice[]): void => {
    for (const { id } of shown) notices.dismiss(id);
    shown = next;
    next.forEach((notice) => notices.add(notice));
  };
  const onNews = (news: OutsideNews): void => {
    waiting?.[Symbol.dispose]();
    if (news.kind === 'taken-over') {
      const now = clock.now();
      show([
        editedNotice(file, now),
        ...recordNotices(news.problems, now),
        ...handleNotices(news.rehandled ?? [], now),
      ]);
      return;
    }
    const { detail } = news;
    waiting = clock.schedule(secondLookMs, () => show([damagedNotice(file, detail, clock.now())]));
  };
  const following = source.onOutside(onNews);
  return {
    [Symbol.dispose]() {
      waiting?.[Symbol.dispose]();
      following[Symbol.dispose]();
    },
  };
}

function damagedNotice(file: string, place: string, at: number): Notice {
  const code = 'FILE_NOT_RELOADED';
  return { id: `${code} ${file}`, code, params: { file, place }, at };
}
