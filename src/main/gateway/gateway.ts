import type { JsonObject } from '../../shared/domain/catalog.ts';
import type { HashText } from '../../shared/domain/handle.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { ServerCatalog } from '../catalog/server-catalog.ts';
import type { AppPools } from '../connections/app-pools.ts';
import { inLegacyEra } from '../connections/era-match.ts';
import type { LiveSession, Unavailable } from '../connections/connection-ports.ts';
import { limitedOffer } from '../app-rights/limited-offer.ts';
import type { Rights } from '../app-rights/rights.ts';
import { callerKey } from '../approvals/call-gate.ts';
import type { CallGate } from '../approvals/call-gate.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Random } from '../kernel/random.ts';
import type { RequestOptions } from '../sessions/request-options.ts';
import { createAppSession } from './app-session.ts';
import type { AppSession } from './app-session.ts';
import { completionIn } from './completions.ts';
import { throughGate } from './gated-call.ts';
import type { SendNamed } from './gated-call.ts';
import { serveFixedProfile } from './fixed-profile.ts';
import { followOffer, printsOf } from './offer-changes.ts';
import type { OfferChanges } from './offer-changes.ts';
import { createKnownOffers } from './known-offers.ts';
import { ownerOf } from './offer.ts';
import type { Offer } from './offer.ts';
import { withPublicUris } from './public-uris.ts';
import { createResourceWatches } from './resource-watches.ts';
import type { ResourceWatches } from './resource-watches.ts';
import type { AppHello, GatewayFailure } from './app-hello.ts';
import type { Answer, AppRequest, AppRequestOptions, AppUse, Gateway } from './gateway-port.ts';

/** What the gateway works with. */
export interface GatewayDeps {
  readonly servers: {
    /** In the order of creation; none where there is no such profile. */
    list(profileId: string): readonly ServerDefinition[];
    onChange(listener: () => void): Disposable;
  };
  /** The id of the profile in use. */
  readonly inUse: () => string;
  readonly catalogs: {
    get(profileId: string, name: string): Promise<ServerCatalog | null>;
    /** Reads what `get` needs, without its consequences. */
    readAhead(profileId: string, name: string): Promise<void>;
    onChange(listener: () => void): Disposable;
  };
  /** Keeps the connections of a profile until it is disposed. */
  readonly serve: (profileId: string) => Disposable;
  readonly acquire: (
    profileId: string,
    name: string,
    signal: AbortSignal,
  ) => Promise<Result<LiveSession, Unavailable> | undefined>;
  /** Connections to servers that run once for each app. */
  readonly own: Pick<AppPools, 'isOwn' | 'acquire' | 'leave'>;
  /** Connections in the legacy era to servers that speak both. */
  readonly legacy: Pick<AppPools, 'isOwn' | 'acquire'>;
  readonly used: (use: AppUse) => void;
  /** What each app may see. */
  readonly rights: Pick<Rights, 'of' | 'profileOf' | 'onChange'>;
  /** Whether a tool may be called. */
  readonly gate: Pick<CallGate, 'pass' | 'answered'>;
  readonly hash: HashText;
  readonly clock: Pick<Clock, 'monotonicNow' | 'schedule'>;
  readonly random: Random;
}

/** The gateway over these; it decides nothing about who may come in. */
export function createGateway(deps: GatewayDeps): Gateway {
  const { servers, catalogs, hash, clock } = deps;
  const profileOf = (hello: AppHello): string =>
    deps.rights.profileOf(callerKey(hello)) ?? hello.profile ?? deps.inUse();

  const offers = createKnownOffers(deps);
  const offerFor = async (hello: AppHello): Promise<Offer> => {
    const { rights } = await deps.rights.of(callerKey(hello));
    return limitedOffer(await offers.get(profileOf(hello), hello.server), rights);
  };
  const watches = createResourceWatches(deps);
  // What one app alone watches ends with that app.
  const ownWatches = new WeakMap<AppSession, ResourceWatches>();
  const watchesOf = (app: AppSession): ResourceWatches => {
    const known =
      ownWatches.get(app) ??
      createResourceWatches({ clock, acquire: acquireFor({ caller: app }, deps) });
    ownWatches.set(app, known);
    return known;
  };
  const followers = new Set<OfferChanges>();
  const changed = (): void => {
    offers.changed();
    for (const follower of followers) follower.look();
  };
  const following = [servers, catalogs, deps.rights].map((one) => one.onChange(changed));

  const send = async (
    profile: string,
    server: string,
    { method, params }: { readonly method: string; readonly params: JsonObject },
    options: AppRequestOptions,
  ): Answer => {
    // Another profile may be in use before the answer is there.
    using _served = deps.serve(profile);
    const session = await acquireFor(options, deps)(profile, server, options.signal);
    if (session === undefined) return err({ kind: 'unknown', name: server });
    if (!session.ok) return err({ kind: 'away', server, unavailable: session.error });
    const answer = await session.value.request(method, params, asAsked(options));
    return answer.ok ? answer : err({ kind: 'failed', server, outcome: answer.error });
  };

  const ask = async (
    hello: AppHello,
    { profile, server }: { readonly profile: string; readonly server: string },
    request: AppRequest,
    options: AppRequestOptions,
  ): Answer => {
    const startedAt = clock.monotonicNow();
    const answer = await send(profile, server, request, options);
    const tookMs = Math.round(clock.monotonicNow() - startedAt);
    deps.used({ hello, profile, server, ...request, answer, tookMs });
    return answer;
  };

  const shown = (offer: Offer, handle: string, answer: Result<JsonObject, GatewayFailure>) =>
    answer.ok && offer.only === undefined ? ok(withPublicUris(handle, answer.value)) : answer;

  const named =
    (kind: 'tools' | 'prompts', method: AppUse['method'], send: SendNamed): Gateway['callTool'] =>
    async (hello, params, options) => {
      const offer = await offerFor(hello);
      const item = offer[kind].get(params.name);
      if (item === undefined) return err({ kind: 'unknown', name: params.name });
      const { handle, own } = item;
      const request = { method, params: { ...params, name: own }, item: own };
      return shown(offer, handle, await send({ hello, name: params.name }, item, request, options));
    };
  const call = throughGate({ gate: deps.gate, profileOf, offerFor, ask, used: deps.used });

  return {
    arrive(hello) {
      // Its list is asked for next, and reading it takes a while the first time.
      void offerFor(hello).catch(() => undefined);
      const session = createAppSession(hello, deps);
      serveFixedProfile(session, deps);
      return session;
    },
    async prepare() {
      printsOf(await offers.get(deps.inUse()), hash);
    },
    readAhead: () => offers.readAhead(deps.inUse()),
    offerFor,
    callTool: named('tools', 'tools/call', call),
    getPrompt: named('prompts', 'prompts/get', ({ hello }, { server }, ...made) =>
      ask(hello, { profile: profileOf(hello), server }, ...made),
    ),
    async readResource(hello, params, options) {
      const offer = await offerFor(hello);
      const owner = ownerOf(offer, params.uri);
      if (owner === undefined) return err({ kind: 'unknown', name: params.uri });
      const { uri, handle, server } = owner;
      const at = { profile: profileOf(hello), server };
      const request = { method: 'resources/read', params: { ...params, uri }, item: uri } as const;
      return shown(offer, handle, await ask(hello, at, request, options));
    },
    async complete(hello, params, options) {
      const offer = await offerFor(hello);
      const meant = completionIn(offer, params);
      if (meant === undefined) return err({ kind: 'unknown', name: 'what is to be completed' });
      const request = { method: 'completion/complete', params: meant.params };
      return send(profileOf(hello), meant.server, request, options);
    },
    async watchResource(app, uri, updated, signal) {
      const { hello } = app;
      const owner = ownerOf(await offerFor(hello), uri);
      if (owner === undefined) return err({ kind: 'unknown', name: uri });
      const { server } = owner;
      const profile = profileOf(hello);
      const whose = deps.own.isOwn(profile, server) ? watchesOf(app) : watches;
      const watched = await whose.add({ profile, server }, owner.uri, updated, signal);
      if (watched.ok) return watched;
      const { error } = watched;
      return err(error.kind === 'unknown' ? { kind: 'unknown', name: uri } : { ...error, server });
    },
    follow(hello, tell) {
      const follower = followOffer({ hash, clock, offer: () => offerFor(hello) }, tell);
      followers.add(follower);
      return {
        [Symbol.dispose]() {
          followers.delete(follower);
          follower[Symbol.dispose]();
        },
      };
    },
    [Symbol.dispose]() {
      watches[Symbol.dispose]();
      following.forEach((one) => one[Symbol.dispose]());
      for (const follower of followers) follower[Symbol.dispose]();
      followers.clear();
    },
  };
}

/** As a session takes it: whoever asks is the caller there. */
const asAsked = (options: AppRequestOptions): RequestOptions =>
  options.asker === undefined ? options : { ...options, caller: options.asker };

/** Where requests of an app go: to a connection of its own, or to the one that all of its era share. */
const acquireFor =
  (
    { caller, era }: Pick<AppRequestOptions, 'caller' | 'era'>,
    deps: GatewayDeps,
  ): GatewayDeps['acquire'] =>
  async (profileId, name, signal) => {
    const { own, legacy, acquire } = deps;
    if (caller !== undefined && own.isOwn(profileId, name)) {
      return own.acquire({ user: caller, profileId, name }, signal);
    }
    const shared = await acquire(profileId, name, signal);
    return era === 'legacy' ? inLegacyEra(legacy, { profileId, name }, shared, signal) : shared;
  };
