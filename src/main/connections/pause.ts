import type { ConnectionState } from '../../shared/domain/connection-state.ts';

/** What pausing or resuming does, by name. */
export interface PauseTurn {
  /** Connections to end. */
  readonly end: readonly string[];
  /** Connections that pausing had ended, to begin again. */
  readonly bringBack: readonly string[];
}

/** Whether connections are paused, and what pausing has ended. */
export class Pause {
  readonly #ended = new Set<string>();
  #isOn: boolean;

  constructor(isOn: boolean) {
    this.#isOn = isOn;
  }

  /** Whether only a person's wish begins a connection. */
  get isOn(): boolean {
    return this.#isOn;
  }

  /** Turns it on or off among these connections; undefined where it is so already. */
  turn(
    isOn: boolean,
    connections: ReadonlyMap<string, { readonly state: ConnectionState }>,
  ): PauseTurn | undefined {
    if (isOn === this.#isOn) return undefined;
    this.#isOn = isOn;
    if (!isOn) {
      const bringBack = [...this.#ended];
      this.#ended.clear();
      return { end: [], bringBack };
    }
    const end = busyAmong(connections);
    for (const name of end) this.#ended.add(name);
    return { end, bringBack: [] };
  }
}

/** Names of the connections that are, or try to be, or wait to be; also those that failed. */
function busyAmong(
  connections: ReadonlyMap<string, { readonly state: ConnectionState }>,
): readonly string[] {
  return [...connections].flatMap(([name, { state }]) =>
    state.kind === 'idle' || state.kind === 'disabled' ? [] : [name],
  );
}
