import { describe, expect, test } from 'vitest';

import {
  shapeCompletion,
  shapeListPage,
  shapePrompt,
  shapeResource,
  shapeToolResult,
} from '../../../../src/main/sessions/answer-shapes.ts';
import { setRawAside, takeSent } from '../../../../src/main/node/sdk/raw-answer.ts';
import { exceedsBytes } from '../../../../src/main/node/sdk/size-limit.ts';
import type { JsonObject } from '../../../../src/shared/domain/catalog.ts';

const through = (method: string, result: unknown) =>
  takeSent(setRawAside(method, result) as JsonObject);
const protocol = { ok: false, error: { kind: 'protocol' } };

describe('entries set aside', () => {
  test.each([
    ['tools/list', 'tools'],
    ['resources/list', 'resources'],
    ['resources/templates/list', 'resourceTemplates'],
    ['prompts/list', 'prompts'],
    ['tools/call', 'content'],
    ['resources/read', 'contents'],
    ['prompts/get', 'messages'],
  ])('of %s come back as they were', (method, field) => {
    const sent = { [field]: [{ name: 42 }, 'odd', null], other: 1, _meta: { 'a/b': [1] } };
    const aside = setRawAside(method, sent) as JsonObject;
    expect(aside).toMatchObject({ [field]: [], other: 1, resultType: 'complete' });
    expect(takeSent(aside)).toBe(sent);
  });

  test.each([
    ['ping', {}],
    ['tools/call', { resultType: 'input_required', requestState: 'x' }],
    ['tools/list', null],
    ['tools/list', []],
  ])('are none of %s %j', (method, result) => {
    expect(setRawAside(method, result)).toBe(result);
  });

  test('cannot be forged by a server', () => {
    const sent = { tools: [{ name: 'x' }] };
    const forged = { tools: [{ name: 'real' }], 'app.patchbay/raw': { sent } };
    expect(through('tools/list', forged)).toBe(forged);
  });
});

describe('answers', () => {
  test('a page keeps its place for entries that are not objects', () => {
    const answer = through('tools/list', { tools: [{ name: 'a' }, 7], nextCursor: 'n', _meta: {} });
    expect(shapeListPage('tools', answer)).toEqual({
      ok: true,
      value: { items: [{ name: 'a' }, {}], nextCursor: 'n', rest: { _meta: {} } },
    });
    expect(shapeListPage('tools', through('tools/list', { tools: 'x' }))).toMatchObject(protocol);
  });

  test('a tool result may have structure alone, but not broken content', () => {
    const shape = (result: unknown) => shapeToolResult(through('tools/call', result));
    expect(shape({ structuredContent: [1] })).toEqual({
      ok: true,
      value: { content: [], structuredContent: [1], isError: false },
    });
    expect(shape({ content: [], isError: true })).toEqual({
      ok: true,
      value: { content: [], isError: true },
    });
    expect(shape({ content: [null] })).toMatchObject(protocol);
    expect(shape({ content: 'text' })).toMatchObject(protocol);
  });

  test('resources and prompts have what they must', () => {
    expect(shapeResource(through('resources/read', { contents: [{ uri: 'a' }] }))).toEqual({
      ok: true,
      value: { contents: [{ uri: 'a' }] },
    });
    expect(shapeResource(through('resources/read', {}))).toMatchObject(protocol);
    const messages = [{ role: 'user' }];
    const prompt = through('prompts/get', { messages, description: 'd' });
    expect(shapePrompt(prompt)).toEqual({ ok: true, value: { messages, description: 'd' } });
    expect(shapePrompt(through('prompts/get', {}))).toMatchObject(protocol);
  });

  test('a completion has at most a hundred values, all of them text', () => {
    const values = [1, ...Array.from({ length: 200 }, String)];
    const shaped = shapeCompletion({ completion: { values, total: 200, hasMore: true } });
    expect(shaped).toMatchObject({ value: { total: 200, hasMore: true, values: { length: 100 } } });
    expect(shapeCompletion({})).toMatchObject(protocol);
    expect(shapeCompletion({ completion: { values: 'x' } })).toMatchObject(protocol);
  });
});

describe('the size of an answer', () => {
  test.each([
    [{ a: 'x'.repeat(100) }, 50, true],
    [{ a: 'x'.repeat(10) }, 50, false],
    [Array.from({ length: 100 }, () => 1), 500, true],
    [{ a: { b: { c: 'x'.repeat(60) } } }, 50, true],
    [null, 50, false],
  ])('%#', (value, limit, expected) => {
    expect(exceedsBytes(value, limit)).toBe(expected);
  });
});
