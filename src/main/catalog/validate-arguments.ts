import { Validator, type OutputUnit } from '@cfworker/json-schema';

import type { JsonObject } from '../../shared/domain/catalog.ts';
import type { Problem } from '../../shared/domain/server.ts';

const maxProblems = 50;

const enclosingKeywords = new Set([
  'properties',
  'additionalProperties',
  'items',
  'prefixItems',
  '$ref',
  'allOf',
  'then',
  'else',
]);

/**
 * Checks a tool's arguments against its input schema (JSON Schema 2020-12, or the draft it names)
 * and names each field that is refused. References are only resolved inside the schema: nothing
 * is ever fetched. A schema that cannot be read refuses nothing; the server decides then.
 */
export function validateArguments(inputSchema: JsonObject, args: JsonObject): Problem[] {
  try {
    const validator = new Validator(inputSchema, draftOf(inputSchema), false);
    const { errors } = validator.validate(args);
    return leavesOf(errors).slice(0, maxProblems).map(problemOf);
  } catch {
    return [];
  }
}

function draftOf(schema: JsonObject): '4' | '7' | '2019-09' | '2020-12' {
  const named = typeof schema['$schema'] === 'string' ? schema['$schema'] : '';
  if (named.includes('draft-04')) return '4';
  if (named.includes('draft-06') || named.includes('draft-07')) return '7';
  if (named.includes('2019-09')) return '2019-09';
  return '2020-12';
}

// The validator also reports every enclosing keyword; only the innermost says something useful.
function leavesOf(errors: readonly OutputUnit[]): OutputUnit[] {
  return errors.filter(({ keyword }) => !enclosingKeywords.has(keyword));
}

function problemOf(unit: OutputUnit): Problem {
  const missing = unit.keyword === 'required' ? /property "(.*)"/.exec(unit.error)?.[1] : undefined;
  const segments = unit.instanceLocation.replace(/^#\/?/, '').split('/').map(unescapePointer);
  const path = [...segments, missing ?? ''].filter((segment) => segment !== '').join('.');
  // The validator reports a field nobody asked for as "False boolean schema".
  const message = unit.keyword === 'false' ? 'This field is not expected.' : unit.error;
  return { code: 'ARGUMENT_REFUSED', path, message, severity: 'error' };
}

function unescapePointer(segment: string): string {
  return decodeURIComponent(segment).replaceAll('~1', '/').replaceAll('~0', '~');
}
