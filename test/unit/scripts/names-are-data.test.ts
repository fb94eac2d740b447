import { Linter } from 'eslint';
import ts from 'typescript';
import tseslint from 'typescript-eslint';
import { expect, test } from 'vitest';

import { namesAreData } from '../../../scripts/lint/names-are-data.mjs';

const path = '/project/asked.ts';
const options = { target: ts.ScriptTarget.ES2022, strict: true, types: [] };
let earlier: ts.Program | undefined;

/** A program that consists of one text. */
function programOf(code: string): ts.Program {
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, version) =>
    name === path
      ? ts.createSourceFile(path, code, version)
      : (earlier?.getSourceFile(name) ?? getSourceFile(name, version));
  earlier = ts.createProgram([path], options, host);
  return earlier;
}

/** How often the rule refuses a text. */
function refusals(code: string): number {
  const messages = new Linter({ configType: 'flat', cwd: '/project' }).verify(
    code,
    [
      {
        files: ['**/*.ts'],
        languageOptions: {
          parser: tseslint.parser,
          parserOptions: { programs: [programOf(code)] },
        },
        plugins: { patchbay: { rules: { 'names-are-data': namesAreData as never } } },
        rules: { 'patchbay/names-are-data': 'error' },
      },
    ],
    path,
  );
  expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
  return messages.filter(({ ruleId }) => ruleId === 'patchbay/names-are-data').length;
}

const declared =
  'export function f(all: Record<string, number>, name: string, any: any): unknown {';

test.each([
  ['a read', 'return all[name];'],
  ['a read by part of a text', 'return all[`x-${name}`];'],
  ['a read that may find nothing', 'return all?.[name];'],
  ['a write', 'all[name] = 1; return all;'],
  ['a deletion', 'delete all[name]; return all;'],
  ['a question', 'return name in all;'],
  ['a part taken out', 'const { [name]: found, ...rest } = all; return [found, rest];'],
  ['anything at all', 'return any[name];'],
  ['a wider type', 'const wide: Record<string, number> | { a: 1 } = all; return wide[name];'],
  ['a key of a generic type', 'const g = <K extends string>(key: K) => all[key]; return g(name);'],
])('%s by a name is refused', (_what, body) => {
  expect(refusals(`${declared} ${body} }`)).toBe(1);
});

test.each([
  ['a name of the code', "return all['name'];"],
  [
    'one of the names of the code',
    "const key: 'a' | 'b' = name === 'a' ? 'a' : 'b'; return all[key];",
  ],
  ['a place in a list', 'const list = [1]; return list[all.length ?? 0];'],
  ['a map', 'return new Map(Object.entries(all)).get(name);'],
  ['a new record with one more', 'return { ...all, [name]: 1 };'],
  [
    'a record with fixed names',
    'const of: Record<"a" | "b", 1> = { a: 1, b: 1 }; return of[name === "a" ? "a" : "b"];',
  ],
])('%s is no such reach', (_what, body) => {
  expect(refusals(`${declared} ${body} }`)).toBe(0);
});
