import { firstProfileId } from '../../shared/domain/profile-choices.ts';
import type { ServerDefinition, ServerDraft, StoredValue } from '../../shared/domain/server.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { SecretStore } from '../ports.ts';
import { vaultFailed } from './registry-error.ts';
import type { RegistryError } from './registry-error.ts';
import { own } from '../../shared/util/own.ts';

/** Values as they are stored, and the ids of the secrets that were put for them. */
export interface WrittenValues<T> {
  readonly value: T;
  readonly added: readonly string[];
}

type VariableValues = ServerDefinition['variableValues'];

/** Whether a variable has a value; blank text is none, and neither is a secret the vault lost. */
export function isValueSet(
  value: StoredValue | undefined,
  hasSecret: (secretId: string) => boolean,
): boolean {
  if (value === undefined) return false;
  return value.kind === 'secret' ? hasSecret(value.secretId) : value.text.trim() !== '';
}

/**
 * Under which key a profile's value of a variable is kept: its name, which holds no slash, with the
 * profile before it for all but the first profile.
 */
export function variableKey(variable: string, profileId: string): string {
  return profileId === firstProfileId ? variable : `${profileId}/${variable}`;
}

/** The values one profile has filled in, by the names of their variables. */
export function valuesOfProfile(
  { variableValues }: Pick<ServerDefinition, 'variableValues'>,
  profileId: string,
): VariableValues {
  const mine = Object.entries(variableValues).flatMap(([key, value]) => {
    const variable = key.slice(key.indexOf('/') + 1);
    return key === variableKey(variable, profileId) ? [[variable, value] as const] : [];
  });
  return Object.fromEntries(mine);
}

/** Ids of the profiles but the first that have filled in a value. */
export function profilesWithValues({
  variableValues,
}: Pick<ServerDefinition, 'variableValues'>): ReadonlySet<string> {
  const prefixes = Object.keys(variableValues).flatMap((key) => {
    const slash = key.indexOf('/');
    return slash === -1 ? [] : [key.slice(0, slash)];
  });
  return new Set(prefixes);
}

/** The values of a server without those of one profile. */
export function withoutProfile(
  { variableValues }: Pick<ServerDefinition, 'variableValues'>,
  profileId: string,
): VariableValues {
  const gone = valuesOfProfile({ variableValues }, profileId);
  const goneKeys = new Set(Object.keys(gone).map((name) => variableKey(name, profileId)));
  return Object.fromEntries(Object.entries(variableValues).filter(([key]) => !goneKeys.has(key)));
}

/** For each declared variable, whether it has a value. */
export function variableFlagsOf(
  server: ServerDefinition,
  profileId: string,
  hasSecret: (secretId: string) => boolean,
): Readonly<Record<string, boolean>> {
  return Object.fromEntries(
    server.variables.map(({ name }) => [
      name,
      isValueSet(valueOf(server, variableKey(name, profileId)), hasSecret),
    ]),
  );
}

/** The stored value under a key, if it ever got one. */
export function valueOf(server: ServerDefinition, variable: string): StoredValue | undefined {
  return own(server.variableValues, variable);
}

/**
 * The values of a server's variables after one was set, or cleared by a blank text; the same object
 * when nothing changes. A sensitive value goes into the vault.
 */
export async function writeVariable(
  server: ServerDefinition,
  { variable, profileId }: { readonly variable: string; readonly profileId: string },
  text: string,
  secrets: SecretStore,
): Promise<Result<WrittenValues<VariableValues>, RegistryError>> {
  const ownKey = variableKey(variable, profileId);
  const declared = server.variables.find((one) => one.name === variable);
  if (declared === undefined) return err({ code: 'UNKNOWN_VARIABLE', variable });
  const others = Object.entries(server.variableValues).filter(([key]) => key !== ownKey);
  if (text.trim() === '') {
    const isUnset = valueOf(server, ownKey) === undefined;
    return ok({ value: isUnset ? server.variableValues : Object.fromEntries(others), added: [] });
  }
  const withValue = (value: StoredValue): VariableValues =>
    Object.fromEntries([...others, [ownKey, value]]);
  if (!declared.sensitive) return ok({ value: withValue({ kind: 'text', text }), added: [] });
  const put = await secrets.put(text);
  if (!put.ok) return err(vaultFailed(put.error));
  return ok({ value: withValue({ kind: 'secret', secretId: put.value }), added: [put.value] });
}

/**
 * The variable values that survive an edit: those still declared. One that became sensitive moves
 * into the vault.
 */
export async function carryVariables(
  draft: ServerDraft,
  previous: ServerDefinition | undefined,
  secrets: SecretStore,
): Promise<Result<WrittenValues<Record<string, StoredValue>>, RegistryError>> {
  const declared = new Map(draft.variables.map((one) => [one.name, one.sensitive]));
  const added: string[] = [];
  const kept = new Map<string, StoredValue>();
  for (const [key, value] of Object.entries(previous?.variableValues ?? {})) {
    const isSensitive = declared.get(key.slice(key.indexOf('/') + 1));
    if (isSensitive === undefined) continue;
    if (value.kind === 'secret' || !isSensitive) {
      kept.set(key, value);
      continue;
    }
    const put = await secrets.put(value.text);
    if (!put.ok) {
      await secrets.remove(added);
      return err(vaultFailed(put.error));
    }
    added.push(put.value);
    kept.set(key, { kind: 'secret', secretId: put.value });
  }
  return ok({ value: Object.fromEntries(kept), added });
}
