import type { UpdateState } from '../../shared/domain/app-update.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import type { Result } from '../../shared/util/result.ts';
import type { NoticeBoard } from '../host/notice-board.ts';
import type { Clock } from '../kernel/clock.ts';
import { isNewer, readRelease } from './release.ts';

/** Why the release feed said nothing. */
export type FeedError = 'unreachable' | 'refused';

/** Whether there is a newer Patchbay. It looks when it is asked, or daily if the person wants that. */
export interface Updates extends Disposable {
  state(): UpdateState;
  /** Asks the feed; calls at the same time share one question. Never rejects. */
  check(): Promise<UpdateState>;
  /** Opens the newer version's page; false when none is known or it did not open. */
  openPage(): Promise<boolean>;
  /** Begins with what the settings say; the first daily look comes a minute later. */
  start(): void;
  /** To be called when the settings may be others: who has just turned it on, is answered at once. */
  follow(): void;
}

/** What looking for updates needs. */
export interface UpdatesDeps {
  /** Where releases are told of; undefined where this build does not know it. */
  readonly feed: string | undefined;
  /** The version that runs. */
  readonly running: string;
  readonly read: (feed: string, signal: AbortSignal) => Promise<Result<string, FeedError>>;
  readonly openPage: (page: string) => Promise<boolean>;
  readonly notices: Pick<NoticeBoard, 'add'>;
  readonly settings: { get(): Pick<Settings, 'checksForUpdates'> };
  readonly clock: Pick<Clock, 'now' | 'schedule'>;
}

/** Not while the first servers connect. */
const firstMs = 60_000;
const againMs = 24 * 60 * 60_000;

/** Updates of the Patchbay that runs; nothing is asked before `check` or `start`. */
export function createUpdates(deps: UpdatesDeps): Updates {
  const { feed, clock } = deps;
  const ending = new AbortController();
  let state: UpdateState = { kind: feed === undefined ? 'no-feed' : 'not-asked' };
  let page: string | undefined;
  let asking: Promise<UpdateState> | undefined;
  let timer: Disposable | undefined;

  const look = async (from: string): Promise<UpdateState> => {
    const read = await deps.read(from, ending.signal);
    const at = clock.now();
    if (!read.ok) return { kind: 'failed', reason: read.error, at };
    const release = readRelease(read.value);
    if (release === undefined) return { kind: 'failed', reason: 'unreadable', at };
    const { version, notes } = release;
    if (!isNewer(version, deps.running)) return { kind: 'current', at };
    page = release.page;
    return { kind: 'newer', version, notes, at };
  };

  const check = (): Promise<UpdateState> => {
    if (feed === undefined) return Promise.resolve(state);
    asking ??= look(feed)
      .then((found) => {
        // That a newer one is there stays true when the feed is out of reach later.
        if (found.kind !== 'failed' || state.kind !== 'newer') state = found;
        return found;
      })
      .finally(() => (asking = undefined));
    return asking;
  };

  const lookAndTell = async (): Promise<void> => {
    const known = state.kind === 'newer' ? state.version : undefined;
    const found = await check();
    if (found.kind !== 'newer' || found.version === known || ending.signal.aborted) return;
    const code = 'UPDATE_AVAILABLE';
    const { version, at } = found;
    deps.notices.add({ id: code, code, params: { version }, at });
  };

  const wait = (delayMs: number): void => {
    timer = clock.schedule(delayMs, () => {
      void lookAndTell();
      wait(againMs);
    });
  };

  const follow = (delayMs: number): void => {
    const isWanted = feed !== undefined && deps.settings.get().checksForUpdates;
    if (isWanted === (timer !== undefined)) return;
    timer?.[Symbol.dispose]();
    timer = undefined;
    if (isWanted) wait(delayMs);
  };

  return {
    state: () => state,
    check,
    openPage: async () => page !== undefined && (await deps.openPage(page)),
    start: () => follow(firstMs),
    follow: () => follow(0),
    [Symbol.dispose]() {
      ending.abort();
      timer?.[Symbol.dispose]();
    },
  };
}
