import { firstProfileId } from '../../shared/domain/profile-choices.ts';
import type { ServerDefinition, StoredValue } from '../../shared/domain/server.ts';
import type { SecretPlace } from '../../shared/domain/stored-secret.ts';
import { slotsOf } from './server-values.ts';
import type { Slot } from './server-values.ts';

/** A secret a server refers to, and what it is for. */
export interface ServerSecret {
  readonly secretId: string;
  readonly place: SecretPlace;
}

/** Every secret of a server: variables first, then environment or headers, then its access key. */
export function serverSecretsOf(server: ServerDefinition): readonly ServerSecret[] {
  const variables = Object.entries(server.variableValues).flatMap(([key, value]) =>
    secretAt(value, { kind: 'variable', ...ownerOf(key) }),
  );
  const others = slotsOf<StoredValue>(server).flatMap(({ path, value }) =>
    secretAt(value, placeOf(path)),
  );
  return [...variables, ...others];
}

/** The value of a server at a place that is no variable's. */
export function slotAt(
  server: ServerDefinition,
  place: SecretPlace,
): Slot<StoredValue> | undefined {
  return slotsOf<StoredValue>(server).find(({ path }) => isSamePlace(placeOf(path), place));
}

function secretAt(value: StoredValue, place: SecretPlace): readonly ServerSecret[] {
  return value.kind === 'secret' ? [{ secretId: value.secretId, place }] : [];
}

/** Reads what `variableKey` makes; a name holds no slash. */
function ownerOf(key: string): { readonly name: string; readonly profile: string } {
  const slash = key.indexOf('/');
  if (slash === -1) return { name: key, profile: firstProfileId };
  return { name: key.slice(slash + 1), profile: key.slice(0, slash) };
}

/** What the value at the path of a slot is for. */
export function placeOf(path: string): SecretPlace {
  // Names may hold dots, so only the beginning is looked at.
  const [, part, name] = /^transport\.(env|headers)\.(.*)$/s.exec(path) ?? [];
  if (part !== undefined && name !== undefined) {
    return { kind: part === 'env' ? 'env' : 'header', name };
  }
  const [, header] = /^auth\.headers\.(.*)$/s.exec(path) ?? [];
  if (header !== undefined) return { kind: 'sign-in-header', name: header };
  return { kind: path === 'auth.key' ? 'api-key' : 'client-secret' };
}

/** Whether two places of one server are the same. */
export function isSamePlace(one: SecretPlace, other: SecretPlace): boolean {
  const textOf = (place: SecretPlace) => [
    place.kind,
    'name' in place ? place.name : '',
    'profile' in place ? place.profile : '',
  ];
  return textOf(one).join('\n') === textOf(other).join('\n');
}
