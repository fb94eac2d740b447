import { checkValue } from './check-value.ts';
import type { JudgeJob, JudgeWord } from './schema-judge.ts';

/**
 * What a judge's worker does: says that it is ready, then what it found for each job. To be called
 * once, inside the worker.
 */
export function startJudging(say: (word: JudgeWord) => void): (job: JudgeJob) => void {
  // The first check compiles the validator, which must not count against a budget.
  checkValue(rehearsal.schema, rehearsal.value);
  say({ kind: 'ready' });
  return ({ schema, value }) => say({ kind: 'found', problems: checkValue(schema, value) });
}

const rehearsal = {
  schema: {
    type: 'object',
    required: ['text'],
    properties: {
      text: { type: 'string', minLength: 2, pattern: '^[a-z]+$', format: 'date' },
      list: { type: 'array', items: { $ref: '#/$defs/Item' }, uniqueItems: true },
      one: { anyOf: [{ type: 'number', minimum: 1 }, { enum: ['a'] }] },
    },
    additionalProperties: false,
    $defs: { Item: { type: 'integer' } },
  },
  value: { text: 'A', list: [1, 'x'], one: 0, more: true },
};
