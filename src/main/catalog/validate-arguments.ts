import type { JsonObject } from '../../shared/domain/catalog.ts';
import type { Problem } from '../../shared/domain/server.ts';
import { checkValue } from '../../shared/json-schema/check-value.ts';

/**
 * Checks a tool's arguments against its input schema (JSON Schema 2020-12, or the draft it names)
 * and names each field that is refused. The schema is a stranger's: references out of it, patterns
 * that could take forever and endless nesting are left out before anything is checked, so the check
 * ends soon. A schema that cannot be read refuses nothing; the server decides then.
 */
export function validateArguments(inputSchema: JsonObject, args: JsonObject): Problem[] {
  return checkValue(inputSchema, args).map(({ path, keyword, message }) => ({
    code: 'ARGUMENT_REFUSED',
    path: path.join('.'),
    // The validator reports a field nobody asked for as "False boolean schema".
    message: keyword === 'false' ? 'This field is not expected.' : message,
    severity: 'error',
  }));
}
