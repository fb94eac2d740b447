import { describe, expect, test } from 'vitest';

import schemas from '../../../fixtures/schemas/real-like.json' with { type: 'json' };
import { tryForm } from '../../../support/form-trial.ts';

/** A tool that takes any names at all, so that there is no field a form could show. */
const shapeless = ['hand-free-root'];

describe('a form of which only what is needed was filled in', () => {
  test.each(Object.entries(schemas))('%s', (name, schema) => {
    const trial = tryForm(schema);
    if (shapeless.includes(name)) expect(trial).toEqual({ kind: 'json-only', runs: true });
    else expect(trial).toMatchObject({ kind: 'runs' });
  });
});
