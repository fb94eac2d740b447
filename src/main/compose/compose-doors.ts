import { randomBytes } from 'node:crypto';

import {
  appTokensFileSchema,
  appTokensFileVersion,
  createAppTokens,
} from '../gateway/app-tokens.ts';
import type { AppTokens } from '../gateway/app-tokens.ts';
import { createDoors } from '../gateway/doors.ts';
import type { Doors } from '../gateway/doors.ts';
import { tellDoors } from '../gateway/door-notices.ts';
import { doorPath } from '../node/gateway/door-path.ts';
import { openHttpDoor } from '../node/gateway/http-door.ts';
import { openSocketDoor } from '../node/gateway/socket-door.ts';
import type { SocketDoorDeps } from '../node/gateway/socket-door.ts';
import type { AppRoom } from '../node/gateway/serve-app.ts';
import type { ComposedNews } from './compose-news.ts';
import type { Stores } from './compose-stores.ts';
import type { Basics } from './composition.ts';

/** The doors and those who may come through them. */
export interface ComposedDoors {
  readonly doors: Doors;
  readonly tokens: AppTokens;
}

/** Puts the doors in front of a room; they are closed until they follow the settings. */
export async function composeDoors(
  { composition, settings, clock, random, logger }: Basics,
  { lock, openDocument }: Pick<Stores, 'lock' | 'openDocument'>,
  { notices }: Pick<ComposedNews, 'notices'>,
  {
    prepared,
    ...inside
  }: {
    readonly room: AppRoom;
    readonly command: SocketDoorDeps['command'];
    /** Doors open when it has resolved. */
    readonly prepared: Promise<void>;
  },
): Promise<ComposedDoors> {
  const tokens = createAppTokens({
    store: openDocument(['app-tokens.json'], {
      schemaVersion: appTokensFileVersion,
      schema: appTokensFileSchema,
    }),
    clock,
    random,
    randomBytes: (length) => randomBytes(length),
    logger,
  });
  await tokens.load();
  const doors = createDoors({
    wanted: () => settings.get().gateway,
    isElsewhere: () => lock.refusal() !== undefined,
    prepared,
    openSocket: () =>
      openSocketDoor({ path: doorPath(composition.dataFolder, process.platform), ...inside }),
    openHttp: (port) => openHttpDoor({ port, room: inside.room, tokens, clock }),
    tell: (status, wanted) =>
      tellDoors(status, wanted, { notices, logger, now: () => clock.now() }),
  });
  return { doors, tokens };
}
