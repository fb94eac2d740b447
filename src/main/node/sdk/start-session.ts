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
import { createSdkSession } from './sdk-session.ts';
import { createConnectionLogLevel } from './log-level.ts';
import { sessionInfo } from './session-info.ts';
import { createSessionLife } from './session-life.ts';
import type { SessionLimits } from './session-parts.ts';
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
  const { voice, reachedBy, clock, random, limits, dialogue, personCapabilities } = context;
  const info = { ...sessionInfo(first, voice), ...(reachedBy && { reachedBy }) };
  const life = createSessionLife(context);
  const { end } = life;
  const logLevel = createConnectionLogLevel(clock, life.signal);

  const adopt = (link: Link): void => {
    life.hold(link);
    link.wire.ready();
    followLink(link, {
      isCurrent: () => links.current === link,
      ended: end,
      doubted: (why) => {
        if (life.signal.aborted) return;
        if (why !== undefined) note(why);
        liveness.doubt();
      },
    });
    logLevel.begin(link);
    if (link.era === 'legacy') dialogue.folders.speakOver(link.client);
    void keepListening(link, { clock, random, ...listening }, life.signal);
  };

  const note = (...said: Parameters<typeof noteLine>): void => {
    voice.log(noteLine(...said));
  };

  const tellAllChanged = (): void => {
    for (const kind of info.offers) voice.listChanged(kind);
  };

  const listening = {
    onBroken: () => {
      liveness.doubt();
    },
    onGap: tellAllChanged,
    note,
  };

  const links = createRenewableLink(first, {
    renew: async () => {
      const renewed = await anotherLink(context.reopen, life.signal);
      if (!renewed.ok) return renewed;
      note({ key: 'note.renewed' }, 'info');
      adopt(renewed.value);
      tellAllChanged();
      dialogue.updates.lose();
      return renewed;
    },
    retire: life.retire,
    lost: end,
  });

  const liveness = createLiveness({
    probe: () => session.probe(life.signal),
    dead: end,
  });

  const session = createSdkSession({
    ...{ clock, info, links, limits, logLevel, personCapabilities },
    ...dialogue,
    life: life.signal,
    ending: life.ending,
    mirrored: first.era === 'modern' && first.wire.url !== '' ? mirroredTools(voice) : undefined,
    failed: liveness.failed,
    redactOutcome: voice.redactOutcome,
    answers: voice.answers,
    close: () => {
      voice.mute();
      return life.close();
    },
  });

  adopt(first);
  // The transport may have ended between the handshake and now, when nobody listened.
  if (first.channel.closed) first.channel.onclose?.();
  return session;
}

/** Another link to the same server; one that is there when the session is over is closed again. */
async function anotherLink(
  reopen: SessionContext['reopen'],
  life: AbortSignal,
): ReturnType<SessionContext['reopen']> {
  const renewed = await reopen(life);
  if (!renewed.ok || !life.aborted) return renewed;
  await renewed.value.wire.close();
  return err({ kind: 'aborted' });
}

/** Hears of the end of a link and of doubts about it, while it is the one in use. */
function followLink(
  link: Link,
  heard: {
    readonly isCurrent: () => boolean;
    readonly ended: (outcome: SessionOutcome) => void;
    readonly doubted: (why: Parameters<typeof noteLine>[0] | undefined) => void;
  },
): void {
  link.channel.onclose = () => {
    if (!heard.isCurrent()) return;
    heard.ended(link.wire.outcome() ?? { kind: 'stream-closed', detail: 'The connection closed.' });
  };
  link.wire.onDoubt((why) => {
    if (heard.isCurrent()) heard.doubted(why);
  });
}

function mirroredTools(voice: RedactingObserver) {
  return createMirroredTools((name, reason) => {
    voice.log(noteLine({ key: 'note.toolLeftOut', params: { name, reason } }));
  });
}
