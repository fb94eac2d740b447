import type { HashText } from '../../shared/domain/handle.ts';
import type { HeldBack, HeldChange } from '../../shared/domain/held-change.ts';
import { catalogKey, isKeyOf } from '../catalog/owner-catalogs.ts';
import type { ServerCatalog } from '../catalog/server-catalog.ts';
import { agreedCatalog, nothingOf } from './agreed-catalog.ts';
import { canonicalText } from './canonical-text.ts';
import { definitionsOf, itemLists } from './definitions.ts';
import { differences, idOf, isWithheld, withAccepted } from './differences.ts';
import type { Difference } from './differences.ts';
import { readableText } from './readable-text.ts';
import type { Pin } from './pin-file.ts';
import type { Pinned, Pins } from './pins.ts';
import { scanItem } from '../scanning/scan-item.ts';

/** What the desk works with. */
export interface PinDeskDeps {
  readonly pins: Pins;
  /** Whose catalog of a server a profile browses. */
  readonly ownerOf: (profileId: string, name: string) => string;
  readonly catalog: (profileId: string, name: string) => Promise<ServerCatalog | null>;
  /** What a server that is connected calls its version. */
  readonly version: (name: string) => string | undefined;
  readonly inUse: () => string;
  /** Ids of all profiles. */
  readonly profiles: () => readonly string[];
  readonly hash: HashText;
}

/** What of each server apps may read, and what a person is shown of the rest. */
export interface PinDesk {
  /** What apps of this profile may read of a server; pins what nobody was given before. */
  forApps(profileId: string, name: string): Promise<ServerCatalog | null>;
  /** Reads all that {@link forApps} needs, so that it reads nothing itself; pins nothing. */
  readAhead(profileId: string, name: string): Promise<void>;
  /** What is held back of a server, for the profile in use; `most` changes of it, 50 if absent. */
  held(name: string, most?: number): Promise<HeldBack>;
  /** A person accepts exactly these changes; what is another by now stays held back. */
  accept(name: string, ids: readonly string[]): Promise<HeldBack>;
  /** A person accepts everything this server says now, if it still is what {@link held} called `all`. */
  acceptAll(name: string, all: string): Promise<HeldBack>;
  /** A person has seen the changes and wants them held back. */
  keep(name: string): Promise<HeldBack>;
  onChange(listener: () => void): Disposable;
}

/** Changes that are shown, unless more are asked for. */
const usuallyShown = 50;

/** What was computed for a catalog stays true while neither it nor the pin is another. */
interface Judged {
  readonly pin: Pin;
  readonly held: readonly Difference[];
  readonly agreed: ServerCatalog;
}

/** The desk over these pins. */
export function createPinDesk(deps: PinDeskDeps): PinDesk {
  const { pins, hash } = deps;
  const judged = new WeakMap<ServerCatalog, Judged>();
  const keyIn = (profileId: string, name: string): string =>
    catalogKey(deps.ownerOf(profileId, name), name);

  const judge = (catalog: ServerCatalog, pin: Pin): Judged => {
    const known = judged.get(catalog);
    if (known?.pin === pin) return known;
    const held = differences(pin.definitions, catalog);
    // Agreed items have each name once: as many, and none of them another, are the same ones.
    const isWhole =
      held.length === 0 &&
      itemLists.every((list) => pin.definitions[list]?.length === catalog[list].length);
    const made = { pin, held, agreed: isWhole ? catalog : agreedCatalog(catalog, held) };
    judged.set(catalog, made);
    return made;
  };

  const shown = (
    catalog: ServerCatalog | null,
    pinned: Pinned,
    name: string,
    most = usuallyShown,
  ): HeldBack => {
    const version = deps.version(name);
    const now = version === undefined ? {} : { version };
    if (catalog === null || pinned.kind === 'none') {
      return { changes: [], total: 0, all: '', isKept: false, ...now };
    }
    if (pinned.kind === 'unproven') {
      const all = hash(canonicalText(definitionsOf(catalog)));
      return { changes: [], total: 0, all, isKept: false, unproven: pinned.reason, ...now };
    }
    const { pin } = pinned;
    const changes = judge(catalog, pin).held;
    const ids = changes.map((one) => idOf(one, hash));
    const kept = new Set(pin.kept);
    return {
      changes: changes.slice(0, most).map((one) => shownChange(one, hash)),
      total: changes.length,
      all: hash(JSON.stringify(ids)),
      isKept: ids.every((id) => kept.has(id)),
      ...(pin.version !== undefined && { agreedVersion: pin.version }),
      ...now,
    };
  };

  const look = async (name: string) => {
    const profileId = deps.inUse();
    const key = keyIn(profileId, name);
    const catalog = await deps.catalog(profileId, name);
    return { key, catalog, pinned: await pins.of(key) };
  };
  const held = async (name: string, most?: number): Promise<HeldBack> => {
    const { catalog, pinned } = await look(name);
    return shown(catalog, pinned, name, most);
  };
  const versioned = (name: string): Pick<Pin, 'version'> => {
    const version = deps.version(name);
    return version === undefined ? {} : { version };
  };

  return {
    async forApps(profileId, name) {
      const catalog = await deps.catalog(profileId, name);
      if (catalog === null) return null;
      const isInUse = (key: string) => deps.profiles().some((id) => keyIn(id, name) === key);
      const pinned = await pins.first(keyIn(profileId, name), {
        catalog,
        ...versioned(name),
        isFormer: (key) => isKeyOf(name, key) && !isInUse(key),
      });
      if (pinned.kind === 'unproven') return nothingOf(catalog);
      return pinned.kind === 'none' ? catalog : judge(catalog, pinned.pin).agreed;
    },
    async readAhead(profileId, name) {
      const catalog = await deps.catalog(profileId, name);
      if (catalog !== null) await pins.of(keyIn(profileId, name));
    },
    held,
    async accept(name, ids) {
      const { key, catalog, pinned } = await look(name);
      if (catalog !== null && pinned.kind === 'agreed') {
        const wanted = new Set(ids);
        const { pin } = pinned;
        const accepted = judge(catalog, pin).held.filter((one) => wanted.has(idOf(one, hash)));
        const definitions = withAccepted(pin.definitions, accepted);
        if (accepted.length > 0) pins.put(key, { ...pin, definitions, ...versioned(name) });
      }
      return held(name);
    },
    async acceptAll(name, all) {
      const { key, catalog, pinned } = await look(name);
      const isAsShown = shown(catalog, pinned, name).all === all;
      if (catalog !== null && pinned.kind !== 'none' && isAsShown) {
        const definitions = definitionsOf(catalog);
        const lists = pinned.kind === 'agreed' ? pinned.pin.definitions : {};
        const { instructions: _agreed, ...others } = lists;
        pins.put(key, { definitions: { ...others, ...definitions }, kept: [], ...versioned(name) });
      }
      return held(name);
    },
    async keep(name) {
      const { key, catalog, pinned } = await look(name);
      if (catalog !== null && pinned.kind === 'agreed') {
        const { pin } = pinned;
        const kept = judge(catalog, pin).held.map((one) => idOf(one, hash));
        pins.put(key, { ...pin, kept });
      }
      return held(name);
    },
    onChange: (listener) => pins.onChange(listener),
  };
}

function cautionsOn({ list, key, now }: Difference): HeldChange['cautions'] {
  return now === undefined ? [] : [...new Set(scanItem(list, key, now).map(({ rule }) => rule))];
}

function shownChange(one: Difference, hash: HashText): HeldChange {
  return {
    id: idOf(one, hash),
    list: one.list,
    name: one.key,
    kinds: [...one.kinds],
    isWithheld: one.list === 'instructions' ? false : isWithheld(one),
    ...(one.before && { before: readableText(one.before) }),
    ...(one.now && { now: readableText(one.now) }),
    cautions: cautionsOn(one),
  };
}

/** The catalogs apps are served from: only what was agreed to, and told of when either is another. */
export function agreedCatalogs(
  catalogs: { onChange(listener: () => void): Disposable },
  desk: Pick<PinDesk, 'forApps' | 'readAhead' | 'onChange'>,
): {
  get: PinDesk['forApps'];
  readAhead: PinDesk['readAhead'];
  onChange(listener: () => void): Disposable;
} {
  return {
    get: desk.forApps,
    readAhead: desk.readAhead,
    onChange(listener) {
      const following = [catalogs.onChange(listener), desk.onChange(listener)];
      return {
        [Symbol.dispose]() {
          for (const one of following) one[Symbol.dispose]();
        },
      };
    },
  };
}
