import type { JsonObject } from '../../../shared/domain/catalog.ts';
import type { Result } from '../../../shared/util/result.ts';
import { err } from '../../../shared/util/result.ts';
import { noteLine } from '../../activity/note-line.ts';
import type { Session, SessionOutcome } from '../../sessions/session.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Random } from '../../kernel/random.ts';
import type { Dialogue } from './dialogue.ts';
import type { Link } from './establish.ts';
import { keepListening } from './list-subscription.ts';
import { createLiveness } from './liveness.ts';
import { createMirroredTools } from './mirrored-tools.ts';
import { createRenewableLink } from './renewable-link.ts';
import type { SessionLimits } from './sdk-session.ts';
import { createSdkSession } from './sdk-session.ts';
import { createConnectionLogLevel } from './log-level.ts';
import { sessionInfo } from './session-info.ts';
import type { RedactingObserver } from './redacting-observer.ts';

/** What a session needs besides its first link. */
export interface SessionContext {
  readonly clock: Clock;
  readonly random: Random;
  readonly voice: RedactingObserver;
  readonly limits: SessionLimits;
  readonly dialogue: Dialogue;
  /** The transport that was used in place of the one the launch names. */
  readonly reachedBy?: 'sse' | undefined;
  /** What the person at the window can do for a server (MCP client capabilities). */
  readonly personCapabilities: JsonObject;
  /** Opens another link to the same server, in the same era. */
  readonly reopen: (signal: AbortSignal) => Promise<Result<Link, SessionOutcome>>;
}

/** Starts the life of a session on a link whose handshake is done. */
export function startSession(first: Link, context: SessionContext): Session {
  const { voice } = context;
  const { reachedBy } = context;
  const info = { ...sessionInfo(first, voice), ...(reachedBy && { reachedBy }) };
  const life = new AbortController();
  const open = new Set<Link>();
  const logLevel = createConnectionLogLevel(context.clock, life.signal);
  let closing: Promise<void> | undefined;
  let ending: SessionOutcome | undefined;

  const closeAll = (): Promise<void> => {
    life.abort();
    context.dialogue.updates.lose();
    context.dialogue.folders.lose();
    closing ??= Promise.all([...open].map((link) => link.wire.close())).then(() => undefined);
    return closing;
  };

  const end = (outcome: SessionOutcome): void => {
    if (life.signal.aborted) return;
    ending = voice.redactOutcome(outcome);
    voice.ended(ending);
    void closeAll();
  };

  const adopt = (link: Link): void => {
    open.add(link);
    link.wire.ready();
    link.channel.onclose = () => {
      if (links.current !== link) return;
      end(link.wire.outcome() ?? { kind: 'stream-closed', detail: 'The connection closed.' });
    };
    link.wire.onDoubt((note) => {
      if (life.signal.aborted || links.current !== link) return;
      if (note !== undefined) voice.log(noteLine(note));
      liveness.doubt();
    });
    logLevel.begin(link);
    if (link.era === 'legacy') context.dialogue.folders.speakOver(link.client);
    void keepListening(
      link,
      {
        clock: context.clock,
        random: context.random,
        onBroken: () => {
          liveness.doubt();
        },
        onGap: tellAllChanged,
        note: (phrase) => {
          voice.log(noteLine(phrase));
        },
      },
      life.signal,
    );
  };

  const tellAllChanged = (): void => {
    for (const kind of info.offers) voice.listChanged(kind);
  };

  const links = createRenewableLink(first, {
    renew: async () => {
      const renewed = await context.reopen(life.signal);
      if (!renewed.ok) return renewed;
      if (life.signal.aborted) {
        await renewed.value.wire.close();
        return err({ kind: 'aborted' });
      }
      voice.log(noteLine({ key: 'note.renewed' }, 'info'));
      adopt(renewed.value);
      tellAllChanged();
      context.dialogue.updates.lose();
      return renewed;
    },
    retire: (link) => {
      if (open.delete(link)) void link.wire.close();
    },
    lost: end,
  });

  const liveness = createLiveness({
    probe: () => session.probe(life.signal),
    dead: end,
  });

  const session = createSdkSession({
    clock: context.clock,
    info,
    links,
    limits: context.limits,
    life: life.signal,
    ending: () => ending,
    mirrored: first.era === 'modern' && first.wire.url !== '' ? mirroredTools(voice) : undefined,
    failed: liveness.failed,
    redactOutcome: voice.redactOutcome,
    answers: voice.answers,
    ...context.dialogue,
    logLevel,
    personCapabilities: context.personCapabilities,
    close: () => {
      voice.mute();
      return closeAll();
    },
  });

  adopt(first);
  // The transport may have ended between the handshake and now, when nobody listened.
  if (first.channel.closed) first.channel.onclose?.();
  return session;
}

function mirroredTools(voice: RedactingObserver) {
  return createMirroredTools((name, reason) => {
    voice.log(noteLine({ key: 'note.toolLeftOut', params: { name, reason } }));
  });
}
