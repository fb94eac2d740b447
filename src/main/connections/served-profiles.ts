import type { ConnectionState } from '../../shared/domain/connection-state.ts';

/** For whom a profile is served: only at the window do servers start by themselves. */
export type ServedBy = 'window' | 'app';

/** A served profile whose connection to a server is another owner's than the one it has used. */
export interface MovedProfile {
  readonly profileId: string;
  /** The owner whose connection it has used. */
  readonly from: string;
  /** The owner whose connection it uses by now. */
  readonly to: string;
}

interface Served {
  readonly by: ServedBy[];
  /** The owner whose connection was used last, by server. */
  readonly used: Map<string, string>;
  /** The state that was told last, by server. */
  readonly told: Map<string, ConnectionState>;
}

/** The profiles that are served: for whom, which connections they have used, what they were told. */
export class ServedProfiles {
  readonly #served = new Map<string, Served>();

  /** Ids of the profiles that are served now. */
  ids(): readonly string[] {
    return [...this.#served.keys()];
  }

  /** Those of them that are served at the window. */
  atWindow(): readonly string[] {
    return [...this.#served].flatMap(([id, { by }]) => (by.includes('window') ? [id] : []));
  }

  /**
   * Serves a profile: as the first who does, as the first window, or once more. An app that comes to
   * a profile that is served is one more: it changes nothing for any server.
   */
  begin(profileId: string, by: ServedBy): 'first' | 'first-at-window' | 'more' {
    const known = this.#served.get(profileId);
    const served: Served = known ?? { by: [], used: new Map(), told: new Map() };
    this.#served.set(profileId, served);
    const isMore = by === 'app' || served.by.includes(by);
    served.by.push(by);
    if (known === undefined) return 'first';
    return isMore ? 'more' : 'first-at-window';
  }

  /**
   * Takes one `begin` back; with the last of them everything about the profile is forgotten. True when
   * it was the last one, or the last window.
   */
  end(profileId: string, by: ServedBy): boolean {
    const served = this.#served.get(profileId);
    const index = served?.by.indexOf(by) ?? -1;
    if (served === undefined || index === -1) return false;
    served.by.splice(index, 1);
    if (served.by.length > 0) return by === 'window' && !served.by.includes(by);
    this.#served.delete(profileId);
    return true;
  }

  /** Notes whose connection a profile uses; false if it is not served. */
  noteUse(profileId: string, name: string, owner: string): boolean {
    return this.#served.get(profileId)?.used.set(name, owner) !== undefined;
  }

  /**
   * The profiles that are to use another owner's connection to a server than before, noted as such.
   * Whose former owner has no connections (any more) is not among them.
   */
  moved(
    name: string,
    ownerOf: (profileId: string) => string,
    hasConnections: (owner: string) => boolean,
  ): readonly MovedProfile[] {
    return [...this.#served].flatMap(([profileId, { used }]) => {
      const from = used.get(name);
      const to = ownerOf(profileId);
      if (from === undefined || from === to || !hasConnections(from)) return [];
      used.set(name, to);
      return [{ profileId, from, to }];
    });
  }

  /** Servers of which a profile was told a state. */
  namesTold(): readonly string[] {
    return [...this.#served.values()].flatMap(({ told }) => [...told.keys()]);
  }

  /** Notes a state as told, e.g. because the profile has asked for it. */
  note(profileId: string, name: string, state: ConnectionState): void {
    this.#served.get(profileId)?.told.set(name, state);
  }

  /** Whether a state is news to a profile; if so it counts as told. */
  isNews(profileId: string, name: string, state: ConnectionState | undefined): boolean {
    const told = this.#served.get(profileId)?.told;
    if (state === undefined) told?.delete(name);
    if (told === undefined || state === undefined || isSame(told.get(name), state)) return false;
    told.set(name, state);
    return true;
  }
}

function isSame(before: ConnectionState | undefined, state: ConnectionState): boolean {
  if (before === state) return true;
  const isAtRest = state.kind === 'idle' || state.kind === 'disabled';
  return isAtRest && before?.kind === state.kind;
}
