import type { AppRights } from '../../shared/domain/app-rights.ts';
import type { JsonObject } from '../../shared/domain/catalog.ts';
import { toolFacts } from '../approvals/tool-facts.ts';
import type { Offer, OfferedItem } from '../gateway/offer.ts';
import { statedTools } from './stated-tools.ts';
import { ownUri } from '../gateway/public-uris.ts';

/** Offers and rights do not change; each is limited once. */
const known = new WeakMap<Offer, WeakMap<AppRights, Offer>>();

/** What is left of an offer for an app with these rights: all lists, addresses and names alike. */
export function limitedOffer(offer: Offer, rights: AppRights): Offer {
  if (!rights.isBlocked && rights.servers === null && !rights.isReadOnly) return offer;
  const made = known.get(offer) ?? new WeakMap<AppRights, Offer>();
  known.set(offer, made);
  const limited = made.get(rights) ?? limit(offer, rights);
  made.set(rights, limited);
  return limited;
}

function limit(offer: Offer, rights: AppRights): Offer {
  const { isBlocked, servers, isReadOnly } = rights;
  const named = servers === null ? undefined : new Set(servers);
  const sees = (server: string): boolean => !isBlocked && (named?.has(server) ?? true);
  const { only, ...all } = offer;
  const handles = [...offer.servers].filter(([, server]) => sees(server));
  const seen = new Set(handles.map(([handle]) => handle));
  const isSeen = ({ server }: OfferedItem): boolean => sees(server);
  const isThere = (item: JsonObject): boolean => {
    if (only !== undefined) return sees(only);
    const handle = ownUri(String(item['uri'] ?? item['uriTemplate']))?.handle;
    return handle !== undefined && seen.has(handle);
  };
  return {
    ...all,
    tools: statedTools(
      filtered(
        offer.tools,
        (one) => isSeen(one) && (!isReadOnly || toolFacts(one.raw).claim === 'reads'),
      ),
      rights.tools,
      offer.tools,
    ),
    prompts: filtered(offer.prompts, isSeen),
    resources: offer.resources.filter(isThere),
    resourceTemplates: offer.resourceTemplates.filter(isThere),
    servers: new Map(handles),
    // Without its one server an offer has no addresses either.
    ...(only !== undefined && sees(only) && { only }),
  };
}

function filtered(
  items: ReadonlyMap<string, OfferedItem>,
  isLeft: (item: OfferedItem) => boolean,
): ReadonlyMap<string, OfferedItem> {
  return new Map([...items].filter(([, item]) => isLeft(item)));
}
