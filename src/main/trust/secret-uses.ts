import { firstProfileId } from '../../shared/domain/profile-choices.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { KnownUses, SecretRebinding, SecretUse } from '../kernel/secret-store.ts';
import { serverSecretsOf } from '../registry/server-secrets.ts';
import { profilesWithValues, valuesOfProfile } from '../registry/variable-values.ts';
import { holderServer, isForUse, useOf } from './recipient.ts';
import type { SentPlace } from './recipient.ts';

/** A secret a server refers to, and what one profile uses it for. */
export interface UsedSecret {
  readonly secretId: string;
  readonly place: SentPlace;
  readonly profileId: string;
  readonly use: SecretUse;
}

/** A server as a profile sees it, with the values of its own; `server` has those of all. */
export function seenBy(server: ServerDefinition, profileId: string): ServerDefinition {
  return { ...server, variableValues: valuesOfProfile(server, profileId) };
}

/**
 * What the secrets of a server are used for: the value of a variable by its profile, everything else
 * by each profile that has filled something in, since that may decide where it goes, and by the one
 * that is given.
 */
export function usesIn(
  server: ServerDefinition,
  profileId: string = firstProfileId,
): readonly UsedSecret[] {
  const secrets = serverSecretsOf(server);
  const profiles = [...profilesIn(server, profileId)];
  const views = new Map(profiles.map((id) => [id, seenBy(server, id)]));
  return secrets.flatMap(({ secretId, place }) => {
    if (place.kind === 'sign-in') return [];
    const users = place.kind === 'variable' ? [place.profile] : profiles;
    return users.map((id) => {
      const view = views.get(id) ?? seenBy(server, id);
      return { secretId, place, profileId: id, use: useOf(view, place, id) };
    });
  });
}

function profilesIn(server: ServerDefinition, acting: string): ReadonlySet<string> {
  return new Set([firstProfileId, acting, ...profilesWithValues(server)]);
}

/** The uses of new secrets, by id, in the hands of the profile that enters them. */
export function usesById(
  server: ServerDefinition,
  profileId: string,
): ReadonlyMap<string, readonly SecretUse[]> {
  const uses = new Map<string, readonly SecretUse[]>();
  for (const { secretId, place, profileId: user, use } of usesIn(server, profileId)) {
    if (place.kind !== 'variable' && user !== profileId) continue;
    const known = uses.get(secretId) ?? [];
    if (!isForUse(known, use)) uses.set(secretId, [...known, use]);
  }
  return uses;
}

/** A person's yes: the secrets of a server may go to these recipients. */
export interface Allowed {
  readonly recipients: ReadonlySet<string>;
  /** The profile that said so. */
  readonly profileId: string;
  /** Which of its secrets the yes is about. */
  readonly isAbout: (secretId: string, uses: readonly SecretUse[]) => boolean;
}

/**
 * How seals change with a yes. What the server used a secret for before and uses no more is over;
 * what another server uses it for stays.
 */
export function rebindings(
  server: ServerDefinition,
  { recipients, profileId, isAbout }: Allowed,
  usesOf: (secretId: string) => KnownUses,
): readonly SecretRebinding[] {
  const all = usesIn(server, profileId);
  return [...new Set(all.map(({ secretId }) => secretId))].flatMap((id) => {
    const known = usesOf(id);
    if (known.kind !== 'stored' || !isAbout(id, known.uses)) return [];
    const present = all.filter(({ secretId }) => secretId === id).map(({ use }) => use);
    const added = present.filter(
      (use, index) =>
        recipients.has(use.recipient) &&
        !isForUse(known.uses, use) &&
        !isForUse(present.slice(0, index), use),
    );
    if (added.length === 0) return [];
    const kept = known.uses.filter(
      (use) => holderServer(use) !== server.name || isForUse(present, use),
    );
    return [{ id, uses: [...kept, ...added] }];
  });
}

/** A secret that an edit leaves in its place and sends elsewhere. */
export interface RecipientChange {
  readonly secretId: string;
  readonly place: SentPlace;
  readonly profileId: string;
  readonly from: SecretUse;
  readonly to: SecretUse;
}

/** What `next` sends elsewhere than `previous`, of the secrets that both have in the same place. */
export function recipientChanges(
  previous: ServerDefinition,
  next: ServerDefinition,
  profileId: string,
): readonly RecipientChange[] {
  const keyOf = ({ secretId, place, profileId: user }: UsedSecret) =>
    JSON.stringify([secretId, place.kind, 'name' in place ? place.name.toLowerCase() : '', user]);
  const before = new Map(usesIn(previous, profileId).map((one) => [keyOf(one), one.use]));
  return usesIn(next, profileId).flatMap((one) => {
    const from = before.get(keyOf(one));
    if (from === undefined || from.recipient === one.use.recipient) return [];
    const { secretId, place, profileId: user, use: to } = one;
    return [{ secretId, place, profileId: user, from, to }];
  });
}
