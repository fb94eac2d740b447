import type { ServerDefinition, ServerDraft, StoredValue } from '../../shared/domain/server.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { SecretStore } from '../ports.ts';
import { vaultFailed } from './registry-error.ts';
import type { RegistryError } from './registry-error.ts';

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

/** For each declared variable, whether it has a value. */
export function variableFlagsOf(
  server: ServerDefinition,
  hasSecret: (secretId: string) => boolean,
): Readonly<Record<string, boolean>> {
  return Object.fromEntries(
    server.variables.map(({ name }) => [name, isValueSet(valueOf(server, name), hasSecret)]),
  );
}

/** The stored value of a variable, if it ever got one. */
export function valueOf(server: ServerDefinition, variable: string): StoredValue | undefined {
  const { variableValues } = server;
  return Object.hasOwn(variableValues, variable) ? variableValues[variable] : undefined;
}

/**
 * The values of a server's variables after one was set, or cleared by a blank text; the same object
 * when nothing changes. A sensitive value goes into the vault.
 */
export async function writeVariable(
  server: ServerDefinition,
  variable: string,
  text: string,
  secrets: SecretStore,
): Promise<Result<WrittenValues<VariableValues>, RegistryError>> {
  const declared = server.variables.find((one) => one.name === variable);
  if (declared === undefined) return err({ code: 'UNKNOWN_VARIABLE', variable });
  const others = Object.entries(server.variableValues).filter(([name]) => name !== variable);
  if (text.trim() === '') {
    const isUnset = valueOf(server, variable) === undefined;
    return ok({ value: isUnset ? server.variableValues : Object.fromEntries(others), added: [] });
  }
  const withValue = (value: StoredValue): VariableValues =>
    Object.fromEntries([...others, [variable, value]]);
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
  const old = new Map(Object.entries(previous?.variableValues ?? {}));
  const added: string[] = [];
  const kept = new Map<string, StoredValue>();
  for (const { name, sensitive } of draft.variables) {
    const value = old.get(name);
    if (value === undefined) continue;
    if (value.kind === 'secret' || !sensitive) {
      kept.set(name, value);
      continue;
    }
    const put = await secrets.put(value.text);
    if (!put.ok) {
      await secrets.remove(added);
      return err(vaultFailed(put.error));
    }
    added.push(put.value);
    kept.set(name, { kind: 'secret', secretId: put.value });
  }
  return ok({ value: Object.fromEntries(kept), added });
}
