import type { JsonObject } from '../../shared/domain/catalog.ts';
import type { SchemaJudge } from '../../shared/json-schema/schema-judge.ts';
import { isObject } from '../../shared/util/is-object.ts';
import type { Answer, Question, ElicitationPort } from './question.ts';

/**
 * The port with answers that the server may rely on: an accepted one has the schema's defaults in
 * the fields that were left alone and fits the schema, as far as that can be judged in time. One that
 * does not fit counts as cancelled, as does a question that nobody waits for any more.
 */
export function checkedQuestions(port: ElicitationPort, judge: SchemaJudge): ElicitationPort {
  return { ...port, ask: (question, signal) => answerQuestion(port, judge, question, signal) };
}

async function answerQuestion(
  port: ElicitationPort,
  judge: SchemaJudge,
  question: Question,
  signal: AbortSignal,
): Promise<Answer> {
  if (signal.aborted) return { kind: 'cancelled' };
  const answer = await port.ask(question, signal);
  if (answer.kind !== 'accepted') return answer;
  const values = withDefaults(question.schema, answer.values);
  const verdict = await judge.judge(question.schema, values);
  const fits = verdict.kind === 'not-judged' || verdict.problems.length === 0;
  return fits ? { kind: 'accepted', values } : { kind: 'cancelled' };
}

/** Fills in the defaults of the fields that have no value. */
export function withDefaults(schema: JsonObject, values: JsonObject): JsonObject {
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const defaults = Object.entries(properties).flatMap(([name, field]) =>
    isObject(field) && 'default' in field && !Object.hasOwn(values, name)
      ? [[name, field['default']] as const]
      : [],
  );
  return { ...Object.fromEntries(defaults), ...values };
}
