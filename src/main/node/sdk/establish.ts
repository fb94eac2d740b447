import type { Client, ClientCapabilities, Transport } from '@modelcontextprotocol/client';

import type { JsonObject } from '../../../shared/domain/catalog.ts';
import type { SessionOutcome } from '../../sessions/session.ts';
import type { Era } from '../../../shared/domain/connection-state.ts';
import { assertNever } from '../../../shared/util/assert-never.ts';
import type { Channel } from './channel.ts';
import { createChannel } from './channel.ts';
import type { EraVerdict } from './era-probe.ts';
import { isSignInWall, judgeDiscoverAnswer, statusMeansOtherEra } from './era-probe.ts';
import type { EraAnswered } from './era-answered.ts';
import type { ClientIdentity, Sdk } from './sdk-module.ts';
import { modernVersion } from './sdk-module.ts';
import type { Wire } from './wire-port.ts';
import { outcomeOfError } from './error-outcome.ts';

/** How the era of a new link is settled. */
export type EraPlan =
  | { readonly kind: 'probe'; readonly timeoutMs: number; readonly answered?: EraAnswered }
  /** Known from before; asked again when the server turns out to have changed. */
  | { readonly kind: 'expect-legacy' }
  | { readonly kind: 'only'; readonly era: Era };

/** An SDK client after its handshake, on a wire of its own. */
export interface Link {
  readonly client: Client;
  readonly channel: Channel;
  readonly wire: Wire;
  readonly era: Era;
  /** What the server answered to `initialize` or `server/discover`, as it was sent. */
  readonly greeting: JsonObject;
  /** Whether the server itself settled the era, rather than our patience. */
  readonly isCertain: boolean;
}

/** What establishing a link needs. */
export interface EstablishDeps {
  readonly sdk: Sdk;
  readonly identity: ClientIdentity;
  readonly capabilities: ClientCapabilities;
  readonly handshakeTimeoutMs: number;
  /** Called on every client before its handshake, to register handlers. */
  readonly prepare: (client: Client) => void;
  readonly started: () => void;
}

/** Thrown when the handshake cannot succeed for a reason of ours. */
export class HandshakeError extends Error {
  readonly outcome: SessionOutcome;

  constructor(outcome: SessionOutcome) {
    super(outcome.kind);
    this.name = 'HandshakeError';
    this.outcome = outcome;
  }
}

/** The process ended while it was asked for its era; a server from before may do that. */
export class DiedOnProbeError extends Error {
  override readonly name = 'DiedOnProbeError';
  readonly code = 'CONNECTION_CLOSED';
}

/**
 * Starts the wire and shakes hands in the era the server speaks. The era is asked for on the very
 * process or connection that is used afterwards, so a server is started once. A silent server is
 * given the legacy handshake after a while; one that was merely slow to start and declines it is
 * judged by its late answer.
 *
 * Rejects with whatever went wrong. The caller closes the wire when it rejects.
 */
export async function establish(wire: Wire, plan: EraPlan, deps: EstablishDeps): Promise<Link> {
  const attempt = new Attempt(wire, deps);
  await attempt.channel.start();
  deps.started();
  if (!wire.mayBeModern) return attempt.legacy();
  switch (plan.kind) {
    case 'probe':
      return attempt.probed(plan.timeoutMs, plan.answered);
    case 'expect-legacy':
      return attempt.expectingLegacy();
    case 'only':
      return plan.era === 'legacy' ? attempt.legacy() : attempt.onlyModern();
    default:
      return assertNever(plan);
  }
}

class Attempt {
  readonly channel: Channel;
  readonly #wire: Wire;
  readonly #deps: EstablishDeps;
  readonly #questions = new AbortController();

  constructor(wire: Wire, deps: EstablishDeps) {
    this.#wire = wire;
    this.#deps = deps;
    this.channel = createChannel(wire.transport);
  }

  async probed(timeoutMs: number, answered: EraAnswered = () => true): Promise<Link> {
    const verdict = this.#asked();
    const early = await Promise.race([verdict, silence(timeoutMs)]);
    if (early !== undefined) {
      if (!answered(early.kind)) throw new HandshakeError({ kind: 'aborted' });
      return this.#follow(early);
    }
    const link = await this.#legacyUnless(() => verdict).catch((error: unknown) => {
      // It may have ended at the question only now that it has come to read it.
      throw this.channel.closed ? new DiedOnProbeError() : error;
    });
    // Over HTTP the unanswered question would keep a connection of its own.
    this.#questions.abort();
    return { ...link, isCertain: link.era === 'modern' };
  }

  expectingLegacy(): Promise<Link> {
    return this.#legacyUnless(() => this.#asked());
  }

  /** The legacy handshake; when the server declines it, the modern era if that is its own. */
  async #legacyUnless(ask: () => Promise<EraVerdict>): Promise<Link> {
    try {
      return await this.legacy();
    } catch (error) {
      if (this.channel.closed || !isRefusal(this.#outcomeOf(error))) throw error;
      const verdict = await ask().catch(() => undefined);
      if (verdict?.kind === 'modern') return this.#modern(verdict.discover);
      throw behindWall(verdict) ?? error;
    }
  }

  async onlyModern(): Promise<Link> {
    const verdict = await this.#discover();
    if (verdict.kind !== 'legacy' && verdict.kind !== 'unknown') return this.#follow(verdict);
    throw new HandshakeError({ kind: 'unsupported-version', offered: [] });
  }

  async legacy(): Promise<Link> {
    return this.#connect('legacy', (client, transport, timeout) =>
      client.connect(transport, { prior: { kind: 'legacy' }, timeout }),
    );
  }

  #modern(discover: JsonObject): Promise<Link> {
    type Connect = NonNullable<Parameters<Client['connect']>[1]>;
    const prior = { kind: 'modern', discover } as unknown as Connect['prior'];
    return this.#connect(
      'modern',
      (client, transport, timeout) => client.connect(transport, { prior, timeout }),
      discover,
    );
  }

  async #connect(
    era: Era,
    handshake: (client: Client, transport: Transport, timeoutMs: number) => Promise<void>,
    discover?: JsonObject,
  ): Promise<Link> {
    const { sdk, identity, capabilities } = this.#deps;
    const client = sdk.createClient(identity, capabilities);
    this.#deps.prepare(client);
    await handshake(client, this.channel.attach(), this.#deps.handshakeTimeoutMs);
    const greeting = discover ?? this.channel.initialized ?? {};
    return { client, channel: this.channel, wire: this.#wire, era, greeting, isCertain: true };
  }

  async #follow(verdict: EraVerdict): Promise<Link> {
    switch (verdict.kind) {
      case 'modern':
        return this.#modern(verdict.discover);
      case 'legacy':
        return this.legacy();
      case 'unknown':
        return { ...(await this.#legacyUnless(() => Promise.resolve(verdict))), isCertain: false };
      case 'unsupported':
        throw new HandshakeError({ kind: 'unsupported-version', offered: verdict.offered });
      case 'closed':
        throw new DiedOnProbeError();
      default:
        return assertNever(verdict);
    }
  }

  /**
   * Whatever the question met, an error of a framework, a wall or a cut, says nothing of the era: an
   * older server stumbles over it in any way it likes. Only `initialize` tells (2026-07-28,
   * basic/versioning), and it is its failure that is shown; only where it is declined as well, and
   * one has to sign in first, that is what stands in the way.
   */
  async #asked(): Promise<EraVerdict> {
    try {
      return await this.#discover();
    } catch (error) {
      if (this.channel.closed) throw error;
      const outcome = this.#outcomeOf(error);
      return isSignInWall(outcome) ? { kind: 'unknown', wall: outcome } : { kind: 'unknown' };
    }
  }

  async #discover(): Promise<EraVerdict> {
    const { module } = this.#deps.sdk;
    const meta = {
      [module.PROTOCOL_VERSION_META_KEY]: modernVersion,
      [module.CLIENT_INFO_META_KEY]: this.#deps.identity,
      [module.CLIENT_CAPABILITIES_META_KEY]: this.#deps.capabilities,
    };
    const ask = async () =>
      judgeDiscoverAnswer(
        await this.channel.ask('server/discover', { _meta: meta }, this.#questions.signal),
      );
    try {
      const verdict = await ask();
      // A version is picked from those on offer (2026-07-28, basic/versioning), even our own again.
      const isOurs = verdict.kind === 'unsupported' && verdict.offered.includes(modernVersion);
      return isOurs ? await ask() : verdict;
    } catch (error) {
      if (isRefusal(this.#outcomeOf(error))) return { kind: 'legacy' };
      throw error;
    }
  }

  #outcomeOf(error: unknown): SessionOutcome {
    return outcomeOfError(error, {
      phase: 'handshake',
      timeoutMs: this.#deps.handshakeTimeoutMs,
      aborted: false,
      url: this.#wire.url,
      transportOutcome: this.#wire.outcome(),
      lastStatus: this.#wire.lastStatus(),
    });
  }
}

function behindWall(verdict: EraVerdict | undefined): HandshakeError | undefined {
  const wall = verdict?.kind === 'unknown' ? verdict.wall : undefined;
  return wall && new HandshakeError(wall);
}

/** Whether the server answered, if only to decline: it is there, but speaks the other era. */
function isRefusal(outcome: SessionOutcome): boolean {
  switch (outcome.kind) {
    case 'rpc-error':
    case 'unsupported-version':
    case 'protocol':
      return true;
    case 'http-status':
      return statusMeansOtherEra(outcome.status);
    default:
      return false;
  }
}

function silence(timeoutMs: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(resolve, timeoutMs, undefined).unref();
  });
}
