import type { Notice } from '../../shared/domain/events.ts';
import type { HeldBack } from '../../shared/domain/held-change.ts';
import { createSerialQueue } from '../../shared/util/serial-queue.ts';
import type { Logger } from '../kernel/logger.ts';

/** What telling of held changes needs. */
export interface HeldNoticesDeps {
  readonly held: (name: string) => Promise<HeldBack>;
  /** What people call a server; undefined for one that the profile in use does not have. */
  readonly titleOf: (name: string) => string | undefined;
  readonly notices: {
    add(notice: Notice): void;
    dismiss(id: string): void;
  };
  /** Epoch ms. */
  readonly now: () => number;
  readonly logger: Pick<Logger, 'error'>;
}

/** Says that changes are held back, once for each set of changes of a server. */
export interface HeldNotices {
  /** Looks at one server again: its catalog, or what is agreed to of it, is another. */
  look(name: string): void;
  /** Looks again at all that were told of. */
  lookAgain(): void;
  /** Another profile is in use: takes back what was told, and looks again at all ever told of. */
  startOver(): void;
  /** Resolves when everything asked for so far was looked at. */
  settled(): Promise<void>;
}

/** How often the same items changed in the same ways are told of in one run. */
const maxTimesTold = 3;

/** Creates it; a person who has put a notice away is not told of the same changes again. */
export function createHeldNotices(deps: HeldNoticesDeps): HeldNotices {
  const { notices, logger } = deps;
  /** What was told last of each server. */
  const told = new Map<string, string>();
  /** What was ever told of, in whichever profile: each has its own of these servers, or none. */
  const everTold = new Set<string>();
  const waiting = new Set<string>();
  /** How often a person was told of the same items changed in the same ways, whatever they said. */
  const timesTold = new Map<string, number>();
  const queue = createSerialQueue();

  const takeBack = (name: string): void => {
    if (told.delete(name)) notices.dismiss(idOf(name));
  };
  const tell = async (name: string): Promise<void> => {
    if (!waiting.delete(name)) return;
    const { total, all, isKept, changes } = await deps.held(name);
    const title = deps.titleOf(name);
    if (title === undefined || total === 0 || isKept) return takeBack(name);
    if (told.get(name) === all) return;
    told.set(name, all);
    everTold.add(name);
    const alike = JSON.stringify([
      name,
      total,
      changes.map(({ list, name: item, kinds }) => [list, item, kinds]),
    ]);
    const times = (timesTold.get(alike) ?? 0) + 1;
    timesTold.set(alike, times);
    // A server that says something else at every look is not asked about at every look.
    if (times > maxTimesTold) return;
    const params = { server: name, title, count: total };
    notices.add({ id: idOf(name), code: 'CHANGES_HELD_BACK', params, at: deps.now() });
  };
  const look = (name: string): void => {
    waiting.add(name);
    void queue.run(() =>
      tell(name).catch((error: unknown) =>
        logger.error('held changes could not be told', { name, error: String(error) }),
      ),
    );
  };

  return {
    look,
    lookAgain: () => [...told.keys()].forEach(look),
    startOver() {
      [...told.keys()].forEach(takeBack);
      everTold.forEach(look);
    },
    settled: () => queue.run(() => Promise.resolve()),
  };
}

const idOf = (name: string): string => `CHANGES_HELD_BACK ${name}`;
