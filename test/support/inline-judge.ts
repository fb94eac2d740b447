import { checkValue } from '../../src/shared/json-schema/check-value.ts';
import type { SchemaJudge } from '../../src/shared/json-schema/schema-judge.ts';

/** A judge without a thread, for schemas of our own. */
export const inlineJudge: SchemaJudge = {
  judge: (schema, value) => {
    const problems = checkValue(schema, value);
    return Promise.resolve(
      problems === null ? { kind: 'not-judged' } : { kind: 'judged', problems },
    );
  },
  warm: () => undefined,
};

/** A judge that never comes to a verdict. */
export const undecidedJudge: SchemaJudge = {
  judge: () => Promise.resolve({ kind: 'not-judged' }),
  warm: () => undefined,
};
