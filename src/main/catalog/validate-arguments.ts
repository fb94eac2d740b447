import type { JsonObject } from '../../shared/domain/catalog.ts';
import type { Problem } from '../../shared/domain/server.ts';
import type { ValueProblem } from '../../shared/json-schema/check-value.ts';
import type { SchemaJudge } from '../../shared/json-schema/schema-judge.ts';
import { own } from '../../shared/util/own.ts';

/** Arguments as they are to be sent, and what is wrong with them. */
export interface ValidatedArguments {
  readonly args: JsonObject;
  readonly problems: Problem[];
  /** False when the schema could not be judged in time; then the server decides. */
  readonly isJudged: boolean;
}

/**
 * Checks a tool's arguments against its input schema (JSON Schema 2020-12, or the draft it names)
 * and names each field that is refused. A field that is `null` where the schema wants something
 * else counts as left empty, and is not sent. The schema is a stranger's, so the judge's budget
 * bounds the check; one that makes no sense or takes too long refuses nothing.
 */
export async function validateArguments(
  judge: SchemaJudge,
  inputSchema: JsonObject,
  args: JsonObject,
): Promise<ValidatedArguments> {
  const first = await judge.judge(inputSchema, args);
  if (first.kind === 'not-judged') return { args, problems: [], isJudged: false };
  const found = first.problems;
  const empty = new Set(found.flatMap(({ path }) => (isEmptyField(args, path) ? path : [])));
  if (empty.size === 0) return { args, problems: found.map(describe), isJudged: true };
  const given = Object.fromEntries(Object.entries(args).filter(([name]) => !empty.has(name)));
  const second = await judge.judge(inputSchema, given);
  return second.kind === 'not-judged'
    ? { args: given, problems: [], isJudged: false }
    : { args: given, problems: second.problems.map(describe), isJudged: true };
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
