import { afterAll, describe, expect, test } from 'vitest';

import { validateArguments } from '../../../src/main/catalog/validate-arguments.ts';
import { createThreadJudge } from '../../../src/main/node/judge/thread-judge.ts';
import { createSystemClock } from '../../../src/main/node/kernel/system-clock.ts';
import { planForm } from '../../../src/renderer/src/features/tools/schema/form-schema.ts';
import { hostileSchemas } from '../../fixtures/schemas/hostile-schemas.mjs';

/** Counts how often the loop came round while something was waited for. */
async function turnsDuring<T>(waited: Promise<T>): Promise<{ value: T; turns: number }> {
  let turns = 0;
  let isOver = false;
  const turn = () => {
    turns += 1;
    if (!isOver) setTimeout(turn, 5);
  };
  setTimeout(turn, 5);
  const value = await waited.finally(() => (isOver = true));
  return { value, turns };
}

describe('hostile schemas', () => {
  const judge = createThreadJudge(createSystemClock());
  afterAll(() => judge[Symbol.dispose]());

  test('are at least sixty, each once', () => {
    expect(hostileSchemas.length).toBeGreaterThanOrEqual(60);
    expect(new Set(hostileSchemas.map(({ name }) => name)).size).toBe(hostileSchemas.length);
  });

  test.each(hostileSchemas)('$name', async ({ name, schema, args, verdict }) => {
    const { value, turns } = await turnsDuring(validateArguments(judge, schema, args));
    const { isJudged, problems } = value;
    switch (verdict) {
      case 'problems':
        expect(problems.length).toBeGreaterThan(0);
        break;
      case 'fits':
        expect(value).toEqual({ args, problems: [], isJudged: true });
        break;
      case 'not-judged':
        expect(value).toEqual({ args, problems: [], isJudged: false });
        break;
      case 'no-problems':
        expect(problems).toEqual([]);
        break;
      case 'any':
    }
    expect(isJudged || problems.length === 0).toBe(true);
    // Judged on the loop, it would have come round not once.
    if (name.startsWith('pattern')) expect(turns).toBeGreaterThan(0);
  });

  test('are planned as forms, or as JSON', () => {
    for (const { schema } of hostileSchemas)
      expect(['form', 'json-only']).toContain(planForm(schema).kind);
  });

  test('do not stand in the way of what comes after', async () => {
    const slow = hostileSchemas.filter(({ name }) => name.startsWith('pattern'));
    const all = Promise.all(slow.map(({ schema, args }) => judge.judge(schema, args)));
    const plain = { type: 'object', required: ['a'], properties: { a: { type: 'string' } } };
    expect(await judge.judge(plain, { a: 1 })).toMatchObject({
      kind: 'judged',
      problems: [{ path: ['a'], keyword: 'type' }],
    });
    await all;
  });
});
