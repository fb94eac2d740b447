import type { ConnectionState } from '../../../src/shared/domain/connection-state.ts';
import type { Snapshot } from '../../../src/shared/domain/events.ts';
import type { ServerView } from '../../../src/shared/domain/server.ts';
import { serverViewSchema } from '../../../src/shared/domain/server.ts';
import { emptySnapshot } from '../../support/empty-snapshot.ts';

/** A server as the window sees it. */
export function viewOf(name: string, title: string, rest: Partial<ServerView> = {}): ServerView {
  const transport = { type: 'stdio', command: 'node', args: [], env: {} };
  return serverViewSchema.parse({ name, title, transport, createdAt: 1, updatedAt: 1, ...rest });
}

/** A snapshot of servers with their states. */
export function snapshotOf(
  servers: Readonly<Record<string, readonly [ServerView, ConnectionState]>>,
): Snapshot {
  return emptySnapshot({
    seq: 1,
    servers: Object.values(servers).map(([server]) => server),
    states: Object.fromEntries(Object.entries(servers).map(([name, [, state]]) => [name, state])),
    vault: { state: 'ready', backend: 'keytar' },
    app: { version: '0.1.0', platform: 'linux' },
  });
}

/** A snapshot with one profile, which is in use and has these favorites. */
export function withFavorites(snapshot: Snapshot, favorites: readonly string[]): Snapshot {
  const look = { title: 'Personal', icon: 'user', color: 'teal', createdAt: 1 } as const;
  const all = [{ id: 'personal', ...look, favorites: [...favorites] }];
  return { ...snapshot, profiles: { all, activeId: 'personal' } };
}
