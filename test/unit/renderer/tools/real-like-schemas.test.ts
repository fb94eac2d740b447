import { describe, expect, test } from 'vitest';

import schemas from '../../../fixtures/schemas/real-like.json' with { type: 'json' };
import { tryForm } from '../../../support/form-trial.ts';

/** Tools that take whatever one likes, so that there is nothing a form could show. */
const shapeless = ['hand-free-root'];
/** What is needed cannot be told from the fields, so that a person has to choose. */
const choices = new Map([
  ['hand-required-unknown', ['b']],
  ['hand-if-then', ['x']],
]);

describe('a form of which only what is needed was filled in', () => {
  test.each(Object.entries(schemas))('%s', (name, schema) => {
    const trial = tryForm(schema);
    if (shapeless.includes(name)) return expect(trial).toEqual({ kind: 'json-only' });
    const chosen = choices.get(name);
    if (chosen === undefined) return expect(trial).toMatchObject({ kind: 'runs' });
    expect(trial.kind === 'refused' ? trial.paths.toSorted() : trial).toEqual(chosen);
  });
});
