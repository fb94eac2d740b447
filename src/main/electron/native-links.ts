/** The part of Electron's `app` that is used. */
interface LinkHandlers {
  setAsDefaultProtocolClient(scheme: string, program: string, args: string[]): boolean;
  isDefaultProtocolClient(scheme: string, program: string, args: string[]): boolean;
}

/**
 * Asks Windows or macOS to open our links with this app; true only where each of them really leads here
 * afterwards. macOS knows only what an app's Info.plist declares, and says yes to more: unpackaged,
 * whoever opens a link would meet Electron's welcome page.
 */
export function registerNativeLinks(facts: {
  readonly app: LinkHandlers;
  readonly platform: NodeJS.Platform;
  readonly isPackaged: boolean;
  readonly schemes: readonly string[];
  /** What starts this app again: the program and its arguments. */
  readonly start: readonly [string, ...string[]];
}): boolean {
  const { app, schemes, start } = facts;
  if (facts.platform === 'darwin' && !facts.isPackaged) return false;
  const [program, ...args] = start;
  return schemes
    .map(
      (scheme) =>
        app.setAsDefaultProtocolClient(scheme, program, args) &&
        app.isDefaultProtocolClient(scheme, program, args),
    )
    .every((isOurs) => isOurs);
}
