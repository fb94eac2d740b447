import { handleOf } from '../../shared/domain/handle.ts';
import type { HashText } from '../../shared/domain/handle.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { ServerCatalog } from '../catalog/server-catalog.ts';
import { offerOfAll, offerOfOne, withoutOff } from './offer.ts';
import type { Offer, OfferingServer } from './offer.ts';

/** What offers are made of. */
export interface KnownOffersDeps {
  readonly servers: { list(profileId: string): readonly ServerDefinition[] };
  readonly catalogs: {
    get(profileId: string, name: string): Promise<ServerCatalog | null>;
    readAhead(profileId: string, name: string): Promise<void>;
  };
  readonly hash: HashText;
}

/** Catalogs that are read from the disk at the same time: all at once would fill the memory in between. */
const readsAtATime = 4;

/** The offers of profiles, each made once. */
export interface KnownOffers {
  /**
   * All that a profile offers, or what one server of it does, by its handle or name. Rejects as reading
   * a catalog does; the next to ask has it read again.
   */
  get(profileId: string, server?: string): Promise<Offer>;
  /** Reads what the offer of all of a profile is made of, and makes none. */
  readAhead(profileId: string): Promise<void>;
  /** Something may be another: what an offer was made of is looked at before it is given again. */
  changed(): void;
}

interface Seen {
  readonly server: ServerDefinition;
  readonly catalog: ServerCatalog | null;
}

interface Made {
  readonly of: readonly Seen[];
  readonly offer: Offer;
}

/**
 * Makes offers, and gives the same again for as long as it is made of the same servers and catalogs: a
 * list of thousands of tools is not made anew for each call, nor because a server was looked at.
 */
export function createKnownOffers(deps: KnownOffersDeps): KnownOffers {
  const { servers, catalogs, hash } = deps;
  const made = new Map<string, Made>();
  const current = new Map<string, Promise<Offer>>();

  const handleIn = ({ name, handle }: ServerDefinition): string => handle ?? handleOf(name, hash);
  const offering = ({ server, catalog }: Seen): OfferingServer => ({
    name: server.name,
    handle: handleIn(server),
    catalog: withoutOff(catalog, server.toolRules),
  });
  const chosen = (profileId: string, wanted?: string): readonly ServerDefinition[] => {
    const on = servers.list(profileId).filter(({ enabled }) => enabled);
    if (wanted === undefined) return on;
    const one = on.find((each) => handleIn(each) === wanted);
    // An app that is meant to see one server never sees all because that one is gone.
    return [one ?? on.find(({ name }) => name === wanted)].filter((found) => found !== undefined);
  };

  const make = async (key: string, profileId: string, wanted?: string): Promise<Offer> => {
    const of = await fewAtATime(chosen(profileId, wanted), async (server): Promise<Seen> => ({
      server,
      catalog: await catalogs.get(profileId, server.name),
    }));
    const before = made.get(key);
    if (before !== undefined && isSame(before.of, of)) return before.offer;
    const [first] = of;
    const offer =
      wanted === undefined || first === undefined
        ? offerOfAll(of.map(offering), hash)
        : offerOfOne(offering(first));
    made.set(key, { of, offer });
    return offer;
  };

  return {
    get(profileId, server) {
      const key = JSON.stringify([profileId, server]);
      const known = current.get(key);
      if (known !== undefined) return known;
      const making = make(key, profileId, server);
      current.set(key, making);
      // A disk that failed once may answer whoever asks next.
      making.catch(() => {
        if (current.get(key) === making) current.delete(key);
      });
      return making;
    },
    async readAhead(profileId) {
      await fewAtATime(chosen(profileId), ({ name }) => catalogs.readAhead(profileId, name));
    },
    changed: () => current.clear(),
  };
}

async function fewAtATime<T, R>(
  items: readonly T[],
  of: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const made: R[] = [];
  const waiting = items.entries();
  const takeNext = async (): Promise<void> => {
    for (const [at, item] of waiting) made[at] = await of(item);
  };
  await Promise.all(Array.from({ length: readsAtATime }, takeNext));
  return made;
}

function isSame(one: readonly Seen[], other: readonly Seen[]): boolean {
  return (
    one.length === other.length &&
    one.every(
      ({ server, catalog }, at) => server === other[at]?.server && catalog === other[at].catalog,
    )
  );
}
