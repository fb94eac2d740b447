import { join } from 'node:path';

import type { Settings } from '../../shared/domain/settings.ts';
import type { Snapshot } from '../../shared/domain/events.ts';
import type { FileDialogs } from '../host/services.ts';
import type { SettingsStore } from '../host/settings-service.ts';
import { createSystemClock } from '../node/kernel/system-clock.ts';
import { createSystemRandom } from '../node/kernel/system-random.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { OutsideFacts } from '../kernel/outside-facts.ts';
import type { Random } from '../kernel/random.ts';
import type { ElicitationPort } from '../elicitation/question.ts';
import type { KeyStore } from '../vault/key-store.ts';
import type { SignInSurroundings } from './sign-in-surroundings.ts';

/** What differs between Electron, a terminal and a test; the rest is made here. */
export interface Composition extends FileDialogs {
  /** Documents lie in `data` below this folder. */
  readonly dataFolder: string;
  readonly keys: KeyStore;
  readonly settings: SettingsStore;
  readonly logger: Logger;
  readonly app: Snapshot['app'] & {
    /** What the first profile is called. */
    readonly firstProfile: string;
  };
  /** Sleep and network; absent where nobody watches them. Disposed by whoever made it. */
  readonly outside?: OutsideFacts;
  /** The desktop's word on which proxy leads to an address, as a PAC file would put it. */
  readonly systemProxy?: (url: string) => Promise<string>;
  readonly signIn: SignInSurroundings;
  /**
   * Who answers when a server asks something: the window, or somebody else. Absent where nobody
   * can; then servers are told not to ask.
   */
  readonly questions?: 'window' | ElicitationPort;
  readonly clock?: Clock;
  /** Where newer versions of Patchbay are told of; absent where that is not known. */
  readonly releaseFeed?: string | undefined;
  /** Whether AI apps reach the servers through the local door. */
  readonly servesApps?: boolean;
  /** Bridges that apps may start, the best first, and what they start; none if absent. */
  readonly bridges?: {
    readonly programs: readonly string[];
    readonly start?: string | undefined;
    /** Resolves when they are in their places. */
    readonly ready?: Promise<void>;
  };
  /** Has the desktop open a file with the program for its kind; false where there is none. */
  readonly openFile?: (path: string) => Promise<boolean>;
  /** On the very first start, add the built-in sample server. */
  readonly seedSample: boolean;
}

/** What every stage of the composition shares. */
export interface Basics {
  readonly composition: Composition;
  /** Where documents lie. */
  readonly folder: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly settings: { get(): Settings };
}

/** This computer's clock and chance, and the folder of documents. */
export function basicsOf(composition: Composition): Basics {
  return {
    composition,
    folder: join(composition.dataFolder, 'data'),
    clock: composition.clock ?? createSystemClock(),
    random: createSystemRandom(),
    logger: composition.logger,
    settings: composition.settings,
  };
}
