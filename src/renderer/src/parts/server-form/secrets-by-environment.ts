import { passByEnvironment } from '../../../../shared/domain/pass-by-environment.ts';
import { secretArguments } from '../../../../shared/domain/secret-arguments.ts';
import type { ProgramParts } from '../../../../shared/domain/secret-arguments.ts';
import type { ServerForm } from './form-model.ts';
import { newRowId } from './value-row.ts';
import type { ValueRow } from './value-row.ts';

/**
 * The form with every secret among its arguments passed by the environment instead, those that are
 * typed there in plain text going to the vault; undefined where there is none that can be moved.
 */
export function withSecretsByEnvironment(form: ServerForm): ServerForm | undefined {
  if (form.type !== 'stdio') return undefined;
  let moved = form;
  // From the last one on, since what is taken out changes the places of those behind it.
  for (const { index } of [...secretArguments(partsOf(form))].reverse()) {
    const passed = passByEnvironment(partsOf(moved), index);
    if (passed === undefined) continue;
    const { args, added } = passed;
    const env = added === null ? moved.env : [...moved.env, rowOf(added)];
    moved = { ...moved, args, env };
  }
  return moved === form ? undefined : moved;
}

function rowOf({ name, value }: NonNullable<Passed['added']>): ValueRow {
  const isSecret = value.kind === 'secret';
  const text = value.kind === 'secret' ? value.value : value.text;
  return { id: newRowId(), name, isSecret, text, isSet: false };
}

type Passed = NonNullable<ReturnType<typeof passByEnvironment>>;

function partsOf({ command, args, env, variables }: ServerForm): ProgramParts {
  return {
    command: command.trim(),
    args,
    env: env.map(({ name, isSecret, text }) => ({
      name: name.trim(),
      text: isSecret ? undefined : text,
    })),
    sensitive: new Set(variables.flatMap((one) => (one.sensitive ? [one.name.trim()] : []))),
  };
}
