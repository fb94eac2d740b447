import { describe, expect, test } from 'vitest';

import {
  partsOfBlocks,
  partsOfResource,
} from '../../../../src/renderer/src/parts/runs/content-parts.ts';
import { tableOf, viewsOf } from '../../../../src/renderer/src/parts/runs/content-views.ts';

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').toString('base64');
const text = (value: string) => ({ type: 'text', text: value });
const look = (content: readonly unknown[], structured?: unknown) =>
  viewsOf(partsOfBlocks(content), structured, content);

describe('ways to look at an answer', () => {
  test('shows plain text as text, and its blocks as JSON', () => {
    const views = look([text('hello')]);
    expect(views.kinds).toEqual(['text', 'json']);
    expect(views.first).toBe('text');
    expect(views.json).toEqual([text('hello')]);
  });

  test('reads JSON that is sent as text', () => {
    expect(look([text('{"a": {"b": 1}}')])).toMatchObject({ json: { a: { b: 1 } }, first: 'json' });
    expect(look([text('[not json')]).json).toEqual([text('[not json')]);
  });

  test('begins with a table where the data is one', () => {
    const views = look([text('some words')], {
      rows: [
        { a: 1, b: 'x' },
        { a: 2, c: null },
      ],
    });
    expect(views.kinds).toEqual(['text', 'table', 'tree', 'json']);
    expect(views.first).toBe('table');
    expect(views.table?.columns).toEqual(['a', 'b', 'c']);
    expect(look([text('[{"a":1}]')]).kinds).toEqual(['text', 'table', 'tree', 'json']);
  });

  test('begins with a picture where there is one', () => {
    const views = look([text('here it is'), { type: 'image', data: png, mimeType: 'text/html' }]);
    expect(views.kinds).toEqual(['text', 'image', 'json']);
    expect(views.first).toBe('image');
  });

  test('shows only JSON where there is nothing else', () => {
    expect(look([], { sum: 2 }).kinds).toEqual(['tree', 'json']);
    expect(look([{ type: 'unheard-of' }]).kinds).toEqual(['json']);
  });
});

describe('a table', () => {
  test.each([
    ['no rows', []],
    ['rows that are not flat', [{ a: { b: 1 } }]],
    ['rows that are not objects', [1, 2]],
    ['one row of another kind', [{ a: 1 }, 'x']],
    ['rows without columns', [{}, {}]],
    ['a list beside other structures', { rows: [{ a: 1 }], other: { b: 2 } }],
    ['too many columns', [Object.fromEntries(Array.from({ length: 99 }, (_, n) => [n, n]))]],
    ['plain data', 'text'],
  ])('is not made of %s', (_what, data) => expect(tableOf(data)).toBeNull());
});

describe('parts of an answer', () => {
  test('keeps links, sounds and unheard-of blocks as text', () => {
    expect(
      partsOfBlocks([
        { type: 'resource_link', uri: 'javascript:alert(1)', name: 'L' },
        { type: 'audio', data: 'AAAA', mimeType: 'audio/wav' },
        { type: 'resource', resource: { uri: 'file:///x', text: 'inside' } },
        { type: 'image', data: 7 },
        null,
      ]),
    ).toEqual([
      { kind: 'link', uri: 'javascript:alert(1)', label: 'L' },
      { kind: 'binary', label: '', mime: 'audio/wav', bytes: 3 },
      { kind: 'text', text: 'inside', label: 'file:///x' },
      { kind: 'unknown', json: expect.stringContaining('"image"') },
      { kind: 'unknown', json: 'null' },
    ]);
  });

  test('reads the contents of a resource', () => {
    expect(partsOfResource([{ uri: 'a:b', text: 'x' }])).toEqual([{ kind: 'text', text: 'x' }]);
    expect(partsOfResource([{ uri: 'a:b', blob: png }])).toMatchObject([{ kind: 'image' }]);
    expect(partsOfResource([{ uri: 'a:b', blob: 'AAAA', mimeType: 'image/png' }])).toEqual([
      { kind: 'binary', label: 'a:b', mime: 'image/png', bytes: 3 },
    ]);
  });
});
