import { classifyOutcome } from '../connections/classify-outcome.ts';
import type { SessionOutcome } from '../sessions/session.ts';
import { runCommand } from '../gateway/commands.ts';
import { failureSentence } from '../gateway/failure-sentence.ts';
import { callOfUse, lineOfUse } from '../gateway/app-calls.ts';
import { withToolSearch } from '../gateway/find-tools/search-offer.ts';
import { createGateway } from '../gateway/gateway.ts';
import type { GatewayFailure } from '../gateway/app-hello.ts';
import type { Gateway } from '../gateway/gateway-port.ts';
import { prepareOffer } from '../gateway/prepared-offer.ts';
import type { KeptSightings } from '../connected-apps/kept-sightings.ts';
import { withSightings } from '../connected-apps/with-sightings.ts';
import { afterThisTurn } from '../node/kernel/after-this-turn.ts';
import type { SettingsService } from '../host/settings-service.ts';
import { composeDoors } from './compose-doors.ts';
import type { ComposedDoors } from './compose-doors.ts';
import type { ComposedConnections } from './compose-connections.ts';
import type { ComposedNews } from './compose-news.ts';
import type { ComposedServers } from './compose-servers.ts';
import type { Stores } from './compose-stores.ts';
import type { Basics } from './composition.ts';
import { agreedCatalogs } from '../pins/pin-desk.ts';
import type { CallGate } from '../approvals/call-gate.ts';
import type { PinDesk } from '../pins/pin-desk.ts';

/** What AI apps meet: the doors, and who has a token for them. */
export interface ComposedGateway extends ComposedDoors {
  /** Closes the doors, and ends what came through them. */
  close(): Promise<void>;
}

type GatewayStores = Pick<
  Stores,
  'appRights' | 'catalogs' | 'summaries' | 'handles' | 'lock' | 'openDocument'
>;
type GatewayServers = Pick<ComposedServers, 'registry' | 'allServers' | 'owned' | 'inUse'>;
type GatewayNews = Pick<ComposedNews, 'logBook' | 'calls' | 'notices'>;
type GatewayConnections = Pick<ComposedConnections, 'pool' | 'pools' | 'apps' | 'legacy'>;
type Describe = (outcome: SessionOutcome) => ReturnType<typeof classifyOutcome>['failure'];

interface GatewayFeatures {
  readonly settings: Pick<SettingsService, 'get' | 'onChange'>;
  readonly connected: { readonly sightings: KeptSightings };
  readonly pinDesk: Pick<PinDesk, 'forApps' | 'readAhead' | 'onChange'>;
  readonly gate: CallGate;
}

/** Puts the gateway together; its doors are closed until they follow the settings. */
export async function composeGateway(
  basics: Basics,
  stores: GatewayStores,
  servers: GatewayServers,
  news: GatewayNews,
  connections: GatewayConnections,
  features: GatewayFeatures,
): Promise<ComposedGateway> {
  const { composition, clock, logger } = basics;
  const { registry, allServers } = servers;
  const { settings, connected } = features;
  const describe: Describe = (outcome) => classifyOutcome(outcome, clock.now()).failure;
  const sentence = sentences(allServers, describe, clock);
  const listing = composeListing(basics, stores, servers, news, connections, {
    ...features,
    describe,
  });
  const gateway = withToolSearch(listing, {
    // What the terminal asks for is no list for a model.
    wants: ({ app, door }) => door === undefined && settings.get().toolSearchApps.includes(app),
    onWants: (listener) => settings.onChange(listener),
    index: async (tools) => (await import('../gateway/find-tools/tool-index.ts')).indexTools(tools),
  });
  const isOn = () => settings.get().gateway.isOn;
  const hasAny = () => connected.sightings.hasAny();
  const prepared = prepareOffer({ isOn, hasAny, gateway: listing, clock, logger });
  const { doors, tokens } = await composeDoors(basics, stores, news, {
    prepared,
    room: {
      gateway: withSightings(gateway, connected.sightings, clock),
      version: composition.app.version,
      sentence,
      logger,
    },
    command: (words, signal) =>
      runCommand(
        words,
        {
          gateway,
          sentence,
          servers: () => registry.list(),
          status: (name) => connections.pool.status(name),
        },
        signal,
      ),
  });
  return {
    doors,
    tokens,
    async close() {
      gateway[Symbol.dispose]();
      await doors.close();
      await connected.sightings.close();
    },
  };
}

/** What an app is told of a failure. */
const sentences =
  (
    servers: Pick<GatewayServers['allServers'], 'get'>,
    describe: Describe,
    clock: Pick<Basics['clock'], 'now'>,
  ) =>
  (failure: GatewayFailure): string =>
    failureSentence(failure, {
      titleOf: (name) => servers.get(name)?.title ?? name,
      describe,
      now: () => clock.now(),
    });

/** The gateway that lists everything an app is offered. */
function composeListing(
  { clock, random }: Basics,
  { catalogs, appRights, handles }: GatewayStores,
  { owned, inUse }: GatewayServers,
  { logBook, calls }: GatewayNews,
  { pools, apps, legacy }: GatewayConnections,
  {
    pinDesk,
    gate,
    describe,
  }: Pick<GatewayFeatures, 'pinDesk' | 'gate'> & {
    readonly describe: Describe;
  },
): Gateway {
  return createGateway({
    servers: owned,
    inUse,
    catalogs: agreedCatalogs(catalogs, pinDesk),
    serve: (profileId) => pools.serve(profileId, 'app'),
    acquire: (profileId, name, signal) => pools.of(profileId).acquire(name, signal),
    own: apps,
    legacy,
    // The app has its answer first.
    used: afterThisTurn((use) => {
      logBook.append([use.profile], use.server, lineOfUse(use));
      const call = callOfUse(use, { describe });
      if (call) calls.record(call);
    }),
    gate,
    rights: appRights,
    hash: handles.hash,
    clock,
    random,
  });
}
