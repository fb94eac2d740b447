import { app } from 'electron';

import { isOwnLink, plainLink } from '../import/link-limits.ts';

/** The link among the arguments of a start, which may come in any order and with Chromium's own. */
export function linkIn(argv: readonly string[]): string | undefined {
  const found = argv.find(isOwnLink);
  return found && plainLink(found);
}

/**
 * Hands over every link the system opens with this app: at a cold start, through a second start, and
 * on macOS by an event that may come before anything else is ready.
 */
export function followIncomingLinks(take: (url: string) => void): void {
  const cold = linkIn(process.argv);
  if (cold !== undefined) take(cold);
  app.on('second-instance', (_event, argv) => {
    const url = linkIn(argv);
    if (url !== undefined) take(url);
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    if (isOwnLink(url)) take(plainLink(url));
  });
}
