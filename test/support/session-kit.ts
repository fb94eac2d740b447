import { setMaxListeners } from 'node:events';

import type { CatalogKind } from '../../src/shared/domain/catalog.ts';
import type { AttemptPhase } from '../../src/shared/domain/connection-state.ts';
import type {
  OpenRequest,
  Session,
  SessionObserver,
  SessionOpener,
  SessionOutcome,
} from '../../src/main/sessions/session.ts';
import type { Network } from '../../src/main/node/network/network.ts';
import type { AuthorizeServer } from '../../src/main/oauth/oauth-ports.ts';
import type { ElicitationPort } from '../../src/main/elicitation/question.ts';
import { createEraCache } from '../../src/main/node/sdk/era-cache.ts';
import type { EraCache } from '../../src/main/node/sdk/era-cache.ts';
import { createSessionOpener } from '../../src/main/node/sdk/session-opener.ts';
import { createSystemClock } from '../../src/main/node/kernel/system-clock.ts';
import { createSystemRandom } from '../../src/main/node/kernel/system-random.ts';

/** Everything a session said to its observer, and ways to wait for it. */
export interface Recorder extends SessionObserver {
  readonly phases: AttemptPhase[];
  readonly logs: string[];
  readonly changes: CatalogKind[];
  readonly endings: SessionOutcome[];
  /** Resolves with the first ending. */
  readonly over: Promise<SessionOutcome>;
  changed(kind: CatalogKind): Promise<void>;
}

/** An observer that remembers. */
export function createRecorder(): Recorder {
  const waiting = new Map<CatalogKind, (() => void)[]>();
  let end: (outcome: SessionOutcome) => void = () => undefined;
  const over = new Promise<SessionOutcome>((resolve) => {
    end = resolve;
  });
  const recorder: Recorder = {
    phases: [],
    logs: [],
    changes: [],
    endings: [],
    over,
    changed: (kind) =>
      new Promise((resolve) => {
        waiting.set(kind, [...(waiting.get(kind) ?? []), resolve]);
      }),
    phase: (phase) => void recorder.phases.push(phase),
    printed: () => undefined,
    log: ({ source, text }) => void recorder.logs.push(`${source}: ${text}`),
    listChanged: (kind) => {
      recorder.changes.push(kind);
      for (const resolve of waiting.get(kind) ?? []) resolve();
      waiting.delete(kind);
    },
    ended: (outcome) => {
      recorder.endings.push(outcome);
      end(outcome);
    },
  };
  return recorder;
}

/** A real opener, with a cache of its own unless one is given. */
export function createTestOpener(
  more: {
    readonly eraCache?: EraCache;
    readonly probeTimeoutMs?: number;
    readonly questions?: ElicitationPort;
    readonly network?: Network;
    readonly authorize?: AuthorizeServer;
  } = {},
): SessionOpener {
  const clock = createSystemClock();
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  return createSessionOpener({
    clock,
    random: createSystemRandom(),
    logger: quiet,
    eraCache: createEraCache(clock),
    clientVersion: '0.0.0-test',
    ...more,
  });
}

/** A request with patient defaults. */
export function requestFor(
  launch: OpenRequest['launch'],
  more: Partial<OpenRequest> = {},
): OpenRequest {
  return {
    serverName: 'under-test',
    launch,
    era: 'auto',
    freshEra: false,
    connectTimeoutMs: 20_000,
    callTimeoutMs: 20_000,
    redact: [],
    ...more,
  };
}

/** A signal nobody fires. */
export const never: AbortSignal = new AbortController().signal;
setMaxListeners(0, never);

/** Opens a session or throws the outcome. */
export async function openOrThrow(
  opener: SessionOpener,
  request: OpenRequest,
  observer: SessionObserver = createRecorder(),
): Promise<Session> {
  const opened = await opener.open(request, observer, never);
  if (!opened.ok) throw new Error(`not opened: ${JSON.stringify(opened.error)}`);
  return opened.value;
}
