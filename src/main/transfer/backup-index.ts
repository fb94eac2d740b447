import { z } from 'zod';

import { backupSchema } from '../../shared/domain/moving.ts';
import { withPlacesOf } from '../profiles/places.ts';
import { profileBody, serverBody } from './home-contents.ts';
import type { HomeContents } from './home-contents.ts';

/** Version of {@link backupIndexSchema} and of a backup; raise it together with a migration. */
export const backupVersion = 1;

/** What backups there are, newest first; each lies in a document of its own. */
export const backupIndexSchema = z.object({
  backups: z.array(
    backupSchema.extend({
      /** Secrets only this backup refers to; they stay in the vault as long as it is kept. */
      secretIds: z.array(z.string()),
    }),
  ),
});
export type BackupIndex = z.infer<typeof backupIndexSchema>;
export type KeptBackup = Readonly<BackupIndex['backups'][number]>;

/** So many are kept; the oldest goes for a new one. */
export const maxBackups = 10;

/** Removing one thing after another is one change to a person. */
const burstMs = 10 * 60_000;

/**
 * Whether `newest`, made at `at`, holds all there is now, so that another backup would only push an
 * older one out: it is the same, or everything of now is in it and it was made moments ago.
 */
export function isCovered(now: HomeContents, newest: HomeContents, ageMs: number): boolean {
  const servers = new Set(newest.servers.map(serverBody));
  // With a server go the choices about it and its places in lists.
  const names = new Set(now.servers.map(({ name }) => name));
  const bodies = ({ profiles: { profiles } }: HomeContents) =>
    profiles.map((profile) => profileBody(withChoicesAbout(profile, names)));
  const profiles = new Set(bodies(newest));
  const isInside =
    now.servers.every((server) => servers.has(serverBody(server))) &&
    bodies(now).every((body) => profiles.has(body));
  if (!isInside) return false;
  const isSame =
    now.servers.length === newest.servers.length &&
    now.profiles.profiles.length === newest.profiles.profiles.length;
  return isSame || (ageMs >= 0 && ageMs < burstMs);
}

type KeptProfile = HomeContents['profiles']['profiles'][number];

function withChoicesAbout(profile: KeptProfile, names: ReadonlySet<string>): KeptProfile {
  const choices = Object.entries(profile.choices).filter(([name]) => names.has(name));
  return withPlacesOf({ ...profile, choices: Object.fromEntries(choices) }, profile, (name) =>
    names.has(name) ? name : undefined,
  );
}
