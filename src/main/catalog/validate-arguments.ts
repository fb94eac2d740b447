import type { JsonObject } from '../../shared/domain/catalog.ts';
import type { Problem } from '../../shared/domain/server.ts';
import { checkValue, type ValueProblem } from '../../shared/json-schema/check-value.ts';
import { own } from '../../shared/util/own.ts';

/** Arguments as they are to be sent, and what is wrong with them. */
export interface ValidatedArguments {
  readonly args: JsonObject;
  readonly problems: Problem[];
}

/**
 * Checks a tool's arguments against its input schema (JSON Schema 2020-12, or the draft it names)
 * and names each field that is refused. A field that is `null` where the schema wants something
 * else counts as left empty, and is not sent. The schema is a stranger's: references out of it,
 * patterns that could take forever and endless nesting are left out before anything is checked, so
 * the check ends soon. A schema that cannot be read refuses nothing; the server decides then.
 */
export function validateArguments(inputSchema: JsonObject, args: JsonObject): ValidatedArguments {
  const found = checkValue(inputSchema, args);
  const empty = new Set(found.flatMap(({ path }) => (isEmptyField(args, path) ? path : [])));
  if (empty.size === 0) return { args, problems: found.map(describe) };
  const given = Object.fromEntries(Object.entries(args).filter(([name]) => !empty.has(name)));
  return { args: given, problems: checkValue(inputSchema, given).map(describe) };
}

function isEmptyField(args: JsonObject, path: readonly string[]): boolean {
  const [name, ...deeper] = path;
  return name !== undefined && deeper.length === 0 && own(args, name) === null;
}

function describe({ path, keyword, message }: ValueProblem): Problem {
  return {
    code: 'ARGUMENT_REFUSED',
    path: path.join('.'),
    // The validator reports a field nobody asked for as "False boolean schema".
    message: keyword === 'false' ? 'This field is not expected.' : message,
    severity: 'error',
  };
}
