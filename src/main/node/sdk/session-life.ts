import type { SessionOutcome } from '../../sessions/session.ts';
import type { Dialogue } from './dialogue.ts';
import type { Link } from './establish.ts';
import type { RedactingObserver } from './redacting-observer.ts';

/** How long a session lasts, and the links that end with it. */
export interface SessionLife {
  /** Fires when the session is over. */
  readonly signal: AbortSignal;
  /** Keeps a link until it is retired or the session is over. */
  readonly hold: (link: Link) => void;
  /** Closes a held link that another has taken the place of; any other is left alone. */
  readonly retire: (link: Link) => void;
  /** The session is over by itself: its observer is told why, once. */
  readonly end: (outcome: SessionOutcome) => void;
  /** Why it is over; `undefined` while it lasts and when it was closed by us. */
  readonly ending: () => SessionOutcome | undefined;
  /** Ends it without a word and settles once every link is closed. */
  readonly close: () => Promise<void>;
}

/** A life that has just begun, without a link. */
export function createSessionLife(deps: {
  readonly voice: Pick<RedactingObserver, 'redactOutcome' | 'ended'>;
  readonly dialogue: {
    readonly updates: Pick<Dialogue['updates'], 'lose'>;
    readonly folders: Pick<Dialogue['folders'], 'lose'>;
  };
}): SessionLife {
  const { voice, dialogue } = deps;
  const life = new AbortController();
  const held = new Set<Link>();
  let closing: Promise<void> | undefined;
  let ending: SessionOutcome | undefined;

  const close = (): Promise<void> => {
    life.abort();
    dialogue.updates.lose();
    dialogue.folders.lose();
    closing ??= Promise.all([...held].map((link) => link.wire.close())).then(() => undefined);
    return closing;
  };

  return {
    signal: life.signal,
    hold: (link) => {
      held.add(link);
    },
    retire: (link) => {
      if (held.delete(link)) void link.wire.close();
    },
    end: (outcome) => {
      if (life.signal.aborted) return;
      ending = voice.redactOutcome(outcome);
      voice.ended(ending);
      void close();
    },
    ending: () => ending,
    close,
  };
}
