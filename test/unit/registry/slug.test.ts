import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { distinctTitle, freeName, isSameTitle, slugOf } from '../../../src/main/registry/slug.ts';
import { serverNameSchema } from '../../../src/shared/domain/server.ts';

describe('slug', () => {
  test.each([
    ['GitHub', 'github'],
    ['My  Great -- Server', 'my-great-server'],
    ['Café Übersicht', 'cafe-ubersicht'],
    ['file_system tools!', 'file-system-tools'],
    ['@scope/pkg', 'scopepkg'],
    ['数据库', 'shujuku'],
    ['Погода', 'pogoda'],
    ['時計', 'shiji'],
    ['️', 'mcp-server'],
    ['---', 'mcp-server'],
    ['', 'mcp-server'],
    ['2nd', '2nd'],
    [' -lead and trail- ', 'lead-and-trail'],
  ])('%j becomes %s', (title, slug) => expect(slugOf(title)).toBe(slug));

  test.each([
    [[], 'github'],
    [['other'], 'github'],
    [['github'], 'github-2'],
    [['github', 'github-2'], 'github-3'],
    [['github', 'github-7', 'github-02', 'github-x'], 'github-8'],
    [['github-2'], 'github'],
  ])('with %j taken the name is %s', (taken, name) =>
    expect(freeName('GitHub', new Set(taken))).toBe(name),
  );

  test('keeps long names apart within 64 characters', () => {
    const title = 'a'.repeat(80);
    const first = freeName(title, new Set());
    const second = freeName(title, new Set([first]));
    expect([first.length, second.length]).toEqual([64, 64]);
    expect(second).toBe(`${'a'.repeat(62)}-2`);
  });

  test('always finds a valid name that is free', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a', 'a 2', 'A-2'))),
        (titles) => {
          const taken = new Set<string>();
          for (const title of titles) {
            const name = freeName(title, taken);
            expect(taken.has(name)).toBe(false);
            expect(serverNameSchema.safeParse(name).success).toBe(true);
            taken.add(name);
          }
        },
      ),
    );
  });
});

test('a second server of the same title gets the number of its name', () => {
  expect(distinctTitle('Memory', 'memory-2', [{ title: 'memory' }])).toBe('Memory 2');
  expect(distinctTitle('Memory!', 'memory-2', [{ title: 'Memory' }])).toBe('Memory!');
  expect(distinctTitle('Memory', 'memory', [])).toBe('Memory');
});

describe('a title with a number behind it', () => {
  const isWhole = (title: string) => Buffer.from(title, 'utf8').toString('utf8') === title;

  test('stays as short as a title may be, and whole', () => {
    const long = 'x'.repeat(200);
    expect(distinctTitle(long, 'x-2', [{ title: long }])).toBe(`${'x'.repeat(198)} 2`);
    const faces = '😀'.repeat(100);
    const title = distinctTitle(faces, 'mcp-server-12', [{ title: faces }]);
    expect(title).toBe(`${'😀'.repeat(98)} 12`);
    expect(isWhole(title)).toBe(true);
  });

  test('is nobody else’s, also where cutting makes two alike', () => {
    const long = 'x'.repeat(200);
    const others = [{ title: long }, { title: `${'X'.repeat(198)} 2` }];
    expect(distinctTitle(long, 'x-2', others)).toBe(`${'x'.repeat(198)} 3`);
  });
});

test.each([
  ['Notes', 'notes', true],
  ['Café', 'cafe', true],
  ['Погода', 'Pogoda', false],
  ['天气', '天气', true],
  ['天气', 'Tian Qi', false],
  ['---', 'MCP Server', false],
])('%s and %s call the same thing: %s', (one, other, isSame) =>
  expect(isSameTitle(one, other)).toBe(isSame),
);
