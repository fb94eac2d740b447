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
}

/** Asks for {@link LaunchOptions.startsHidden}. */
export const hiddenArgument = '--patchbay-hidden';

/** Reads the options from argv and environment; unknown arguments are left to Electron. */
export function readLaunchOptions(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): LaunchOptions {
  const screenshot = argv.find((argument) => argument.startsWith('--patchbay-screenshot='));
  return {
    home: env['PATCHBAY_HOME'] === '' ? undefined : env['PATCHBAY_HOME'],
    screenshotFile: screenshot?.slice('--patchbay-screenshot='.length),
    exitWhenReady: argv.includes('--patchbay-exit-when-ready'),
    seedSample: argv.includes('--patchbay-seed-sample'),
    reportStates: env['PATCHBAY_HEADLESS'] === '1',
    startsHidden: argv.includes(hiddenArgument),
  };
}
