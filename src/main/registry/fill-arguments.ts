import { readsReferences } from '../../shared/domain/secret-arguments.ts';

/**
 * Arguments with `{{NAME}}` replaced by the server's variables and `${NAME}` by what the program's
 * own environment will hold, in one pass: what a value brings in is never looked at again. `${NAME}`
 * is left alone for programs that look it up by themselves, and what has no value stays.
 */
export function fillArguments(
  command: string,
  args: readonly string[],
  variables: ReadonlyMap<string, string>,
  env: ReadonlyMap<string, string>,
): readonly string[] {
  const own = readsReferences(command, args) ? new Map<string, string>() : env;
  const either = /\{\{([A-Za-z_]\w{0,63})\}\}|\$\{([A-Za-z_]\w{0,79})\}/g;
  return args.map((arg) =>
    arg.replace(either, (whole, variable: string | undefined, name = '') =>
      variable === undefined
        ? (own.get(String(name)) ?? whole)
        : (variables.get(variable) ?? whole),
    ),
  );
}
