import { dirname, join } from 'node:path';

/** Bridges that apps may start, and what a bridge starts when no Patchbay runs. */
export interface Bridges {
  /** The best first. */
  readonly programs: readonly string[];
  /** Undefined where a program alone does not start this Patchbay with its data. */
  readonly start?: string | undefined;
}

/**
 * The bridges of a Patchbay at `folder`: compiled, else as the script. Apps start it from outside, so
 * a packaged one lies beside the archive. An installed Patchbay is started by its bridge; a clone, or
 * one with data of its own, wants more than the name of a program.
 */
export function bridgesOf(installed: {
  readonly folder: string;
  readonly isPackaged: boolean;
  readonly program: string;
  readonly env: NodeJS.ProcessEnv;
}): Bridges {
  const { folder, isPackaged, program, env } = installed;
  if (!isPackaged) {
    return {
      programs: [join(folder, 'out/bridge/patchbay-bridge'), join(folder, 'src/bridge/bridge.mjs')],
    };
  }
  return {
    programs: [join(dirname(folder), 'bridge/patchbay-bridge')],
    start: env['PATCHBAY_HOME'] ? undefined : (env['APPIMAGE'] ?? program),
  };
}
