import { dirname, join } from 'node:path';

import type { KeptBridge } from '../node/connected-apps/kept-bridge.ts';

/** Bridges that apps may start, and what a bridge starts when no Patchbay runs. */
export interface Bridges {
  /** The best first. */
  readonly programs: readonly string[];
  /** Undefined where a program alone does not start this Patchbay with its data. */
  readonly start?: string | undefined;
  /** The best one is a copy that has to be made first. */
  readonly kept?: KeptBridge;
}

/**
 * The bridges of a Patchbay at `folder`: compiled, else as the script. Apps start it from outside, so
 * a packaged one lies beside the archive. An installed Patchbay is started by its bridge; a clone, or
 * one with data of its own, wants more than the name of a program. What an AppImage brings is unpacked
 * to another place at each start and gone at its end: its bridge is kept in the data folder.
 */
export function bridgesOf(installed: {
  readonly folder: string;
  readonly dataFolder: string;
  readonly isPackaged: boolean;
  readonly program: string;
  readonly env: NodeJS.ProcessEnv;
}): Bridges {
  const { folder, dataFolder, isPackaged, program, env } = installed;
  if (!isPackaged) {
    return {
      programs: [join(folder, 'out/bridge/patchbay-bridge'), join(folder, 'src/bridge/bridge.mjs')],
    };
  }
  const from = join(dirname(folder), 'bridge/patchbay-bridge');
  const image = env['APPIMAGE'] || undefined;
  const start = env['PATCHBAY_HOME'] ? undefined : (image ?? program);
  if (image === undefined) return { programs: [from], start };
  const to = join(dataFolder, 'bridge/patchbay-bridge');
  return { programs: [to], start, kept: { from, to } };
}
