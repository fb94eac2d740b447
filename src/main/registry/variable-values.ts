import { firstProfileId } from '../../shared/domain/profile-choices.ts';
import type { ServerDefinition, ServerDraft, StoredValue } from '../../shared/domain/server.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { own } from '../../shared/util/own.ts';
import type { VariableRefusal } from './registry-error.ts';
import type { SecretStage } from './secret-stage.ts';

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
 * when nothing changes. A sensitive value waits on the stage for the vault.
 */
export function writeVariable(
  server: ServerDefinition,
  { variable, profileId }: { readonly variable: string; readonly profileId: string },
  text: string,
  stage: Pick<SecretStage, 'put'>,
): Result<VariableValues, Extract<VariableRefusal, { readonly code: 'UNKNOWN_VARIABLE' }>> {
  const ownKey = variableKey(variable, profileId);
  const declared = server.variables.find((one) => one.name === variable);
  if (declared === undefined) return err({ code: 'UNKNOWN_VARIABLE', variable });
  const others = Object.entries(server.variableValues).filter(([key]) => key !== ownKey);
  if (text.trim() === '') {
    const isUnset = valueOf(server, ownKey) === undefined;
    return ok(isUnset ? server.variableValues : Object.fromEntries(others));
  }
  const value: StoredValue = declared.sensitive
    ? { kind: 'secret', secretId: stage.put(text) }
    : { kind: 'text', text };
  return ok(Object.fromEntries([...others, [ownKey, value]]));
}

/**
 * The variable values that survive an edit: those still declared. One that became sensitive moves
 * into the vault.
 */
export function carryVariables(
  draft: ServerDraft,
  previous: ServerDefinition | undefined,
  stage: Pick<SecretStage, 'put'>,
): Record<string, StoredValue> {
  const declared = new Map(draft.variables.map((one) => [one.name, one.sensitive]));
  const kept = new Map<string, StoredValue>();
  for (const [key, value] of Object.entries(previous?.variableValues ?? {})) {
    const isSensitive = declared.get(key.slice(key.indexOf('/') + 1));
    if (isSensitive === undefined) continue;
    if (value.kind === 'secret' || !isSensitive) kept.set(key, value);
    else kept.set(key, { kind: 'secret', secretId: stage.put(value.text) });
  }
  return Object.fromEntries(kept);
}
