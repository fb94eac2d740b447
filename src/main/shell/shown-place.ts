import type { ShownPlace } from '../../shared/domain/window-command.ts';

/** Where the person is in the window, as the window last said. */
export interface ShownPlaceKeeper {
  get(): ShownPlace;
  set(place: ShownPlace): void;
  /** Calls back at every change; there is one listener, the shell. */
  follow(listener: () => void): void;
}

/** Begins on the page of servers with none chosen. */
export function keepShownPlace(): ShownPlaceKeeper {
  let place: ShownPlace = { page: 'servers', server: null };
  let tell: () => void = () => undefined;
  return {
    get: () => place,
    set(next) {
      place = next;
      tell();
    },
    follow(listener) {
      tell = listener;
    },
  };
}
