import { buildKind } from './build-kind.ts';

/** What the command line and environment asked of this start. */
export interface LaunchOptions {
  /** Folder for all data instead of the platform's own. */
  readonly home: string | undefined;
  /** Write a picture of the window here once every server has settled. */
  readonly screenshotFile: string | undefined;
  /** End once every server has settled: code 0 when all are ready, else 1. */
  readonly exitWhenReady: boolean;
  /** On the very first start, add the built-in sample server. */
  readonly seedSample: boolean;
  /** Print each server's state on standard output as it changes. */
  readonly reportStates: boolean;
  /** Start in the tray, without showing the window; where there is no tray it is shown. */
  readonly startsHidden: boolean;
  /** Only say which version this is. */
  readonly asksForVersion: boolean;
}

/** Asks for {@link LaunchOptions.startsHidden}. */
export const hiddenArgument = '--hidden';

/** What entries for launch at login had before; they stay until the person changes the setting. */
const formerHiddenArgument = '--patchbay-hidden';

/** Reads the options from argv and environment; unknown arguments are left to Electron. */
export function readLaunchOptions(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): LaunchOptions {
  return {
    home: env['PATCHBAY_HOME'] === '' ? undefined : env['PATCHBAY_HOME'],
    startsHidden: argv.includes(hiddenArgument) || argv.includes(formerHiddenArgument),
    asksForVersion: argv.includes('--version'),
    ...(buildKind === 'development' ? developmentOptions(argv, env) : noDevelopment),
  };
}

type DevelopmentOptions = Pick<
  LaunchOptions,
  'screenshotFile' | 'exitWhenReady' | 'seedSample' | 'reportStates'
>;

const noDevelopment: DevelopmentOptions = {
  screenshotFile: undefined,
  exitWhenReady: false,
  seedSample: false,
  reportStates: false,
};

function developmentOptions(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): DevelopmentOptions {
  const screenshot = argv.find((argument) => argument.startsWith('--patchbay-screenshot='));
  return {
    screenshotFile: screenshot?.slice('--patchbay-screenshot='.length),
    exitWhenReady: argv.includes('--patchbay-exit-when-ready'),
    seedSample: argv.includes('--patchbay-seed-sample'),
    reportStates: env['PATCHBAY_HEADLESS'] === '1',
  };
}
