import { app, session } from 'electron';
import type { WebContents } from 'electron';

import { appOrigin } from './app-protocol.ts';

/**
 * Applies Electron's security checklist to every page there will ever be: sandbox, no permission,
 * no navigation, no new window, no request that leaves the app.
 * See https://www.electronjs.org/docs/latest/tutorial/security
 */
export function lockDown(): void {
  // As root Chromium cannot sandbox its processes and would crash; pages stay sandboxed all the same.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => confine(contents));
}

function confine(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Refuses permissions and foreign requests; runs once the app is ready. */
export function lockDownSession(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, decide) =>
    // Writing to the clipboard is what the copy buttons do.
    decide(permission === 'clipboard-sanitized-write'),
  );
  defaultSession.setPermissionCheckHandler(
    (_contents, permission) => permission === 'clipboard-sanitized-write',
  );
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.webRequest.onBeforeRequest((details, decide) =>
    decide({ cancel: !isOwnRequest(details.url) }),
  );
}

/** Whether a page may load this address. */
export function isOwnRequest(url: string): boolean {
  return (
    url.startsWith(`${appOrigin}/`) ||
    url.startsWith('data:') ||
    url.startsWith('blob:') ||
    url.startsWith('devtools:')
  );
}
