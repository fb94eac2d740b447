import { sharedOwner } from '../../../shared/domain/owner.ts';
import type { Result } from '../../../shared/util/result.ts';
import { err, ok } from '../../../shared/util/result.ts';
import type {
  Launch,
  OpenRequest,
  Session,
  SessionOpener,
  SessionOutcome,
} from '../../sessions/session.ts';
import type { AuthorizeServer, ServerAuthorization } from '../../oauth/oauth-ports.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { OutsideFacts } from '../../kernel/outside-facts.ts';
import type { Random } from '../../kernel/random.ts';
import { maxMessageBytes } from '../messages/message-limit.ts';
import type { Network } from '../network/network.ts';
import type { StartedChildren } from '../orphans/child-roster.ts';
import type { ElicitationPort } from '../../elicitation/question.ts';
import type { ListProcesses } from '../processes/process-tree-rows.ts';
import { createProcessLister } from '../processes/process-tree-rows.ts';
import type { EraCache } from './era-cache.ts';
import { doubtsEra, launchKey } from './era-cache.ts';
import type { EraPlan, Link } from './establish.ts';
import type { LinkAttempt } from './open-link.ts';
import { openLink } from './open-link.ts';
import { loadSdk } from './sdk-module.ts';
import type { AskingHabit } from './call-origins.ts';
import { createDialogue, joinDialogue } from './dialogue.ts';
import type { Dialogue } from './dialogue.ts';
import { capabilitiesFor, personCapabilities } from './server-questions.ts';
import type { RedactingObserver } from './redacting-observer.ts';
import { raceEras } from './race-eras.ts';
import { noteLine } from '../../activity/note-line.ts';
import { sseFallbackMs, sseInstead } from './sse-fallback.ts';
import { createRedactingObserver } from './redacting-observer.ts';
import { startSession } from './start-session.ts';
import { hasAddress, isStateless } from '../../../shared/domain/transport-kind.ts';

/** What the door to the SDK needs from outside. */
export interface SessionOpenerDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** Sleep and network; absent: the network is always there. */
  readonly outside?: OutsideFacts;
  readonly eraCache: EraCache;
  /** Told to servers as the version of this client. */
  readonly clientVersion: string;
  /** The PATH to look programs up in; default: that of this process. */
  readonly findPath?: () => Promise<string>;
  /** The environment programs get their share of; default: that of this process. */
  readonly variables?: () => Readonly<Record<string, string | undefined>>;
  /** How the network is reached; without a proxy if absent. */
  readonly network?: Network;
  /** Told of every program that starts and ends. */
  readonly roster?: StartedChildren;
  /** Finds how a server that is reached over the network is signed in to. */
  readonly authorize?: AuthorizeServer;
  /** Who answers when a server asks something; without it servers are told not to ask. */
  readonly questions?: ElicitationPort;
  /** Whether requests are made for apps, which may answer for themselves what a server asks. */
  readonly servesCallers?: boolean;
  /** A larger answer is refused as `too-large`. Default 32 MiB. */
  readonly maxResultBytes?: number;
  /** How long a silent server is asked for its era, at most half of the time to connect. Default 4 s. */
  readonly probeTimeoutMs?: number;
}

const defaultProbeTimeoutMs = 4_000;
/**
 * How long an address may think about its era before the legacy handshake begins beside it: long
 * enough for a far-away modern server to answer, which would take such a handshake for a mistake.
 */
const networkPatienceMs = 250;
/** How long a program that ended at the probe and without it is started once only. */
const diedTwiceLifetimeMs = 10 * 60_000;

/**
 * Opens sessions over the MCP SDK in both protocol eras (2026-07-28, and `initialize` up to
 * 2025-11-25). The SDK is loaded when the first session is opened.
 */
export function createSessionOpener(deps: SessionOpenerDeps): SessionOpener {
  const listProcesses = createProcessLister();
  const habits = new Map<string, AskingHabit>();
  return {
    open: (request, observer, signal) => {
      const voice = createRedactingObserver(observer, request.redact);
      return new Opening({ ...deps, listProcesses, habits }, request, voice).run(signal);
    },
  };
}

interface OpeningDeps extends SessionOpenerDeps {
  readonly listProcesses: ListProcesses;
  /** By launch. */
  readonly habits: Map<string, AskingHabit>;
}

/** What is known of how a server asks, by its launch, or that only one caller can be meant. */
function habitFor(
  { launch, hasOneCaller = false }: OpenRequest,
  habits: Map<string, AskingHabit>,
): AskingHabit {
  if (hasOneCaller) return { isUnlinked: false, hasOneCaller };
  const habit = habits.get(launchKey(launch)) ?? { isUnlinked: false };
  habits.set(launchKey(launch), habit);
  return habit;
}

/** One call of `open`, and the way back to the same server for a session that was lost. */
class Opening {
  readonly #deps: OpeningDeps;
  readonly #request: OpenRequest;
  readonly #voice: RedactingObserver;
  readonly #key: string;
  readonly #dialogue: Dialogue;
  /** Grows by every access token that is sent. */
  readonly #redact: string[];
  #reachedBy: 'sse' | undefined;
  #authorization: ServerAuthorization | 'own-key' | undefined;

  constructor(deps: OpeningDeps, request: OpenRequest, voice: RedactingObserver) {
    this.#deps = deps;
    this.#request = request;
    this.#voice = voice;
    this.#key = launchKey(request.launch);
    const habit = habitFor(request, deps.habits);
    const { serverName } = request;
    const { clock, questions } = deps;
    this.#dialogue = createDialogue({ serverName, clock, questions, habit, voice });
    this.#redact = [...request.redact];
  }

  async run(signal: AbortSignal): Promise<Result<Session, SessionOutcome>> {
    const { clock, random, maxResultBytes, eraCache, logger } = this.#deps;
    const { launch, serverName, callTimeoutMs, connectTimeoutMs } = this.#request;
    const { owner = sharedOwner } = this.#request;
    if (hasAddress(launch)) {
      this.#deps.network?.remember(launch.url, launch.proxy);
      this.#authorization = await this.#deps.authorize?.({ owner, serverName }, launch.url);
    }
    if (this.#request.freshEra) eraCache.forget(this.#key);
    const opened = signal.aborted
      ? err<SessionOutcome>({ kind: 'aborted' })
      : await this.#openEither(signal);
    if (!opened.ok) {
      if (doubtsEra(opened.error)) eraCache.forget(this.#key);
      this.#voice.mute();
      const outcome = this.#voice.redactOutcome(opened.error);
      if (outcome.kind === 'internal') logger.error('session could not be opened', { outcome });
      return err(outcome);
    }
    const { era, isCertain } = opened.value;
    if (this.#request.era === 'auto' && isCertain) eraCache.set(this.#key, era);
    const session = startSession(opened.value, {
      clock,
      random,
      voice: this.#voice,
      limits: {
        callTimeoutMs,
        listTimeoutMs: Math.max(callTimeoutMs, connectTimeoutMs),
        maxResultBytes: maxResultBytes ?? maxMessageBytes,
      },
      dialogue: this.#dialogue,
      reachedBy: this.#reachedBy,
      personCapabilities: { ...personCapabilities(this.#deps.questions) },
      reopen: (life) => this.#reopen(life),
    });
    return ok(session);
  }

  /** An address that does not take Streamable HTTP may be one of an older server. */
  async #openEither(signal: AbortSignal): Promise<Result<Link, SessionOutcome>> {
    const first = await this.#open(signal);
    const { launch, era, connectTimeoutMs } = this.#request;
    const other = first.ok || era === 'modern' ? undefined : sseInstead(launch, first.error);
    if (other === undefined || signal.aborted) return first;
    const plan: EraPlan = { kind: 'only', era: 'legacy' };
    const timeoutMs = Math.min(sseFallbackMs, connectTimeoutMs);
    const second = await this.#attempt(plan, timeoutMs, signal, 'quiet', other);
    // How the address was meant is what a person entered: its failure is shown.
    if (second === 'died-on-probe' || !second.ok) return first;
    this.#reachedBy = 'sse';
    this.#voice.log(noteLine({ key: 'note.reachedBySse' }, 'info'));
    return second;
  }

  async #open(signal: AbortSignal): Promise<Result<Link, SessionOutcome>> {
    const first = await this.#firstAttempt(signal);
    if (first !== 'died-on-probe') return first;
    // Some servers end at any request before `initialize`. They are started again without it, and
    // have all their time: one that is slow to start is so the second time, too.
    const { connectTimeoutMs } = this.#request;
    const second = await this.#attempt({ kind: 'only', era: 'legacy' }, connectTimeoutMs, signal);
    const hasShaken = second !== 'died-on-probe' && second.ok;
    // One that ends either way told nothing of its era; it is only not started twice at once again.
    this.#deps.eraCache.set(this.#key, 'legacy', hasShaken ? undefined : diedTwiceLifetimeMs);
    return second === 'died-on-probe' ? err({ kind: 'internal', detail: second }) : second;
  }

  async #firstAttempt(signal: AbortSignal): Promise<LinkAttempt> {
    const { connectTimeoutMs, launch } = this.#request;
    const plan = this.#plan();
    if (plan.kind !== 'probe' || !isStateless(launch)) {
      return this.#attempt(plan, connectTimeoutMs, signal);
    }
    // Loading it must not eat into the patience with the server.
    await loadSdk();
    return raceEras(
      (ending, asked, answered) =>
        this.#attempt({ ...plan, answered }, connectTimeoutMs, ending, asked),
      (ending) => this.#attempt({ kind: 'only', era: 'legacy' }, connectTimeoutMs, ending, 'quiet'),
      { clock: this.#deps.clock, patienceMs: networkPatienceMs },
      signal,
    );
  }

  async #reopen(life: AbortSignal): Promise<Result<Link, SessionOutcome>> {
    const plan: EraPlan = { kind: 'only', era: 'legacy' };
    const attempt = await this.#attempt(plan, this.#request.connectTimeoutMs, life, 'quiet');
    return attempt === 'died-on-probe' ? err({ kind: 'internal', detail: attempt }) : attempt;
  }

  #addSecret(token: string): void {
    if (this.#redact.includes(token)) return;
    this.#redact.push(token);
    this.#voice.addSecret(token);
  }

  #plan(): EraPlan {
    const { era, connectTimeoutMs } = this.#request;
    if (era !== 'auto') return { kind: 'only', era };
    if (this.#deps.eraCache.get(this.#key) === 'legacy') return { kind: 'expect-legacy' };
    const patienceMs = this.#deps.probeTimeoutMs ?? defaultProbeTimeoutMs;
    return { kind: 'probe', timeoutMs: Math.min(patienceMs, connectTimeoutMs / 2) };
  }

  async #attempt(
    plan: EraPlan,
    timeoutMs: number,
    signal: AbortSignal,
    asked: 'quiet' | (() => void) | undefined = undefined,
    launch: Launch = this.#request.launch,
  ): Promise<LinkAttempt> {
    const voice = this.#voice;
    const { clock, random, outside, network, findPath, variables } = this.#deps;
    const { listProcesses, roster, questions, servesCallers = false } = this.#deps;
    const respondents = { questions, servesCallers };
    return openLink(
      {
        launch,
        plan,
        timeoutMs,
        identity: { name: 'patchbay', version: this.#deps.clientVersion },
        capabilities: capabilitiesFor(respondents),
        prepare: (client) => joinDialogue(client, this.#dialogue, voice, respondents),
        phase: (phase) => {
          if (asked === 'quiet') return;
          voice.phase(phase);
          if (phase === 'handshake') asked?.();
        },
      },
      {
        sdk: await loadSdk(),
        clock,
        random,
        outside,
        network,
        observer: voice,
        redact: this.#redact,
        authorization: this.#authorization,
        onToken: (token) => this.#addSecret(token),
        redactText: voice.redactText,
        connectTimeoutMs: this.#request.connectTimeoutMs,
        findPath,
        variables,
        listProcesses,
        roster,
      },
      signal,
    );
  }
}
