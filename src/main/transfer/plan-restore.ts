import type { RestorePlan } from '../../shared/domain/moving.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import { secretIdsOf } from '../registry/server-values.ts';
import { profileBody, serverBody } from './home-contents.ts';
import type { HomeContents } from './home-contents.ts';

/** What a restore makes of the state of now. */
export interface PlannedRestore {
  readonly next: HomeContents;
  readonly plan: RestorePlan;
  /** Servers that go. */
  readonly gone: readonly ServerDefinition[];
  /** Ids of profiles that go. */
  readonly goneProfiles: readonly string[];
  /** Ids of secrets that nothing refers to afterwards. */
  readonly unused: readonly string[];
}

/**
 * Compares a backup with the state of now. What is the same in both stays as it is, so that nothing
 * about it is interrupted; a changed server becomes newer than it was, so that its connection is
 * replaced. The profile in use stays in use if the backup knows it.
 */
export function planRestore(now: HomeContents, then: HomeContents, at: number): PlannedRestore {
  const here = new Map(now.servers.map((server) => [server.name, server]));
  const names = new Set(then.servers.map(({ name }) => name));
  const gone = now.servers.filter(({ name }) => !names.has(name));
  const changed: string[] = [];
  const servers = then.servers.map((server) => {
    const current = here.get(server.name);
    if (current === undefined) return { ...server, updatedAt: Math.max(at, server.updatedAt) };
    if (serverBody(current) === serverBody(server)) return current;
    changed.push(server.title);
    return { ...server, updatedAt: Math.max(at, current.updatedAt + 1) };
  });
  const profiles = planProfiles(now.profiles.profiles, then.profiles.profiles);
  const isKept = then.profiles.profiles.some(({ id }) => id === now.profiles.activeId);
  const activeId = isKept ? now.profiles.activeId : then.profiles.activeId;
  const used = new Set(servers.flatMap(secretIdsOf));
  return {
    next: { servers, profiles: { ...then.profiles, activeId } },
    plan: {
      servers: {
        back: then.servers.filter(({ name }) => !here.has(name)).map(({ title }) => title),
        gone: gone.map(({ title }) => title),
        changed,
      },
      profiles: profiles.titles,
    },
    gone,
    goneProfiles: profiles.goneIds,
    unused: now.servers.flatMap(secretIdsOf).filter((id) => !used.has(id)),
  };
}

type KeptProfiles = HomeContents['profiles']['profiles'];

function planProfiles(now: KeptProfiles, then: KeptProfiles) {
  const here = new Map(now.map((profile) => [profile.id, profile]));
  const ids = new Set(then.map(({ id }) => id));
  const gone = now.filter(({ id }) => !ids.has(id));
  const changed = then.filter((profile) => {
    const current = here.get(profile.id);
    return current !== undefined && profileBody(current) !== profileBody(profile);
  });
  return {
    goneIds: gone.map(({ id }) => id),
    titles: {
      back: then.filter(({ id }) => !here.has(id)).map(({ title }) => title),
      gone: gone.map(({ title }) => title),
      changed: changed.map(({ title }) => title),
    },
  };
}
