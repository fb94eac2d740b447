import { readFeed } from '../node/network/read-feed.ts';
import { createUpdates } from '../updates/updates.ts';
import type { Updates } from '../updates/updates.ts';
import type { SettingsService } from '../host/settings-service.ts';
import type { ComposedConnections } from './compose-connections.ts';
import type { ComposedNews } from './compose-news.ts';
import type { Basics } from './composition.ts';

/** Looks for newer versions through the network that servers are reached by. */
export function composeUpdates(
  { composition, clock }: Basics,
  { notices }: Pick<ComposedNews, 'notices'>,
  { network }: Pick<ComposedConnections, 'network'>,
  settings: SettingsService,
): Updates {
  const updates = createUpdates({
    feed: composition.releaseFeed,
    running: composition.app.version,
    read: (feed, signal) => readFeed(network, feed, signal),
    openPage: (page) => composition.signIn.browser.open(page),
    notices,
    settings,
    clock,
  });
  const following = settings.onChange(() => updates.follow());
  return {
    ...updates,
    [Symbol.dispose]() {
      following[Symbol.dispose]();
      updates[Symbol.dispose]();
    },
  };
}
