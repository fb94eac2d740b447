import type { Caution, CautionedItem } from '../../shared/domain/caution.ts';
import { itemLists, itemsOf } from '../pins/definitions.ts';
import type { ServerCatalog } from '../catalog/server-catalog.ts';
import { besideOf, neighbourhoodOf, scanBeside } from './scan-beside.ts';
import type { Beside, Neighbour, Neighbourhood } from './scan-beside.ts';
import { scanItem } from './scan-item.ts';
import { textsOfItem } from './texts-of-item.ts';

/** Items that are looked at before others have a turn. */
const itemsAtATime = 200;
/** Cautions on one server at most. */
const maxOfServer = 200;

/** What cautions need. */
export interface CautionsDeps {
  /** The servers of the profile in use, with the names of the tools last seen. */
  readonly servers: () => Promise<readonly Neighbour[]>;
  readonly catalog: (name: string) => Promise<ServerCatalog | null>;
  /** Lets others have a turn. */
  readonly pause: () => Promise<void>;
}

/**
 * What in the words of servers is worth a look. Told by fixed rules when the window asks, kept for as
 * long as a catalog is the same; nothing is sent anywhere, and nothing is held back because of it.
 */
export interface Cautions {
  /** Those on one server. */
  of(name: string): Promise<readonly Caution[]>;
  /** Every item of the profile in use that has some. */
  items(): Promise<readonly CautionedItem[]>;
}

/** Creates it. */
export function createCautions(deps: CautionsDeps): Cautions {
  const known = new WeakMap<ServerCatalog, Promise<readonly Caution[]>>();

  const alone = (catalog: ServerCatalog): Promise<readonly Caution[]> => {
    const found = known.get(catalog) ?? scanAlone(catalog, deps.pause);
    known.set(catalog, found);
    return found;
  };
  const ofAmong = async (name: string, around: Neighbourhood) => {
    const catalog = await deps.catalog(name);
    if (catalog === null) return [];
    const beside = await scanTools(catalog, besideOf(name, around), deps.pause);
    return [...(await alone(catalog)), ...beside].slice(0, maxOfServer);
  };

  return {
    of: async (name) => ofAmong(name, neighbourhoodOf(await deps.servers())),
    async items() {
      const servers = await deps.servers();
      const around = neighbourhoodOf(servers);
      const found: CautionedItem[] = [];
      for (const { name: server } of servers) {
        const items = new Map(
          (await ofAmong(server, around)).map(({ list, name }) => [
            JSON.stringify([list, name]),
            { server, list, name },
          ]),
        );
        found.push(...items.values());
      }
      return found;
    },
  };
}

async function scanAlone(
  catalog: ServerCatalog,
  pause: () => Promise<void>,
): Promise<readonly Caution[]> {
  const found: Caution[] = [];
  if (catalog.instructions !== undefined) {
    found.push(...scanItem('instructions', '', { instructions: catalog.instructions }));
  }
  let looked = 0;
  for (const list of itemLists) {
    for (const [key, item] of itemsOf(catalog, list)) {
      if (found.length >= maxOfServer) return found;
      found.push(...scanItem(list, key, item));
      looked += 1;
      if (looked % itemsAtATime === 0) await pause();
    }
  }
  return found;
}

async function scanTools(
  catalog: ServerCatalog,
  beside: Beside,
  pause: () => Promise<void>,
): Promise<readonly Caution[]> {
  const found: Caution[] = [];
  let looked = 0;
  for (const [key, item] of itemsOf(catalog, 'tools')) {
    if (beside.others.length === 0 || found.length >= maxOfServer) return found;
    found.push(...scanBeside(key, textsOfItem(item), beside));
    looked += 1;
    if (looked % itemsAtATime === 0) await pause();
  }
  return found;
}
