import { describe, expect, test } from 'vitest';

import { createAnswerCover } from '../../../../src/main/node/sdk/answer-cover.ts';
import { createRedactor } from '../../../../src/main/kernel/redactor.ts';

const cover = (...secrets: string[]) => createAnswerCover(createRedactor(secrets));

describe('an answer', () => {
  test('without a secret is the same value', () => {
    const answer = { tools: [{ name: 'a', nested: { list: [1, null, 'x'] } }] };
    expect(cover('sesame').cover(answer)).toBe(answer);
  });

  test('is covered in texts and names, and keeps its shape', () => {
    const answer = { 'x-sesame': ['sesame', 1, { uri: 'a://sesame' }], left: true };
    const expected = { 'x-•••': ['•••', 1, { uri: 'a://•••' }], left: true };
    expect(cover('sesame').cover(answer)).toEqual(expected);
  });

  test('keeps the names that give it its shape, whatever the secret is', () => {
    const answer = { name: 'name', inputSchema: { properties: {} } };
    expect(cover('name', 'properties').cover(answer)).toEqual({
      name: '•••',
      inputSchema: { properties: {} },
    });
  });

  test('of any depth ends', () => {
    let deep: unknown = 'sesame';
    for (let level = 0; level < 3_000; level += 1) deep = [deep];
    expect(JSON.stringify(cover('sesame').cover(deep))).not.toContain('sesame');
  });

  test('with a name like what every object has is data too', () => {
    const answer: unknown = JSON.parse('{"__proto__":"sesame","constructor":"sesame"}');
    const covered = cover('sesame').cover(answer);
    expect(JSON.stringify(covered)).toBe('{"__proto__":"•••","constructor":"•••"}');
  });
});

describe('what goes back', () => {
  test('is what was sent', () => {
    const own = cover('sesame');
    own.cover({ uri: 'a://sesame', cursor: 'page sesame' });
    expect(own.uncover({ cursor: 'page •••', other: '•••' })).toEqual({
      cursor: 'page sesame',
      other: '•••',
    });
    expect(own.uncoverUri('a://•••')).toBe('a://sesame');
  });

  test('stays covered where two were shown alike', () => {
    const own = cover('sesame', 'open-it');
    own.cover(['a://sesame', 'a://open-it']);
    expect(own.uncoverUri('a://•••')).toBe('a://•••');
  });

  test('is an address of the template it was made of', () => {
    const own = cover('sesame');
    own.cover('a://{host}/x?t=sesame&id={id}#sesame');
    expect(own.uncoverUri('a://h/x?t=•••&id=1%202#•••')).toBe('a://h/x?t=sesame&id=1%202#sesame');
    expect(own.uncoverUri(encodeURI('a://h/x?t=•••&id=1#•••'))).toBe(
      'a://h/x?t=sesame&id=1#sesame',
    );
    expect(own.uncoverUri('b://•••')).toBe('b://•••');
  });
});
