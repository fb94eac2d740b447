import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { pasteError, pasteProblemCodes } from '../../../src/main/config-formats/problem.ts';
import { importProblem } from '../../../src/main/import/import-problem.ts';
import { words as problems } from '../../../src/renderer/src/languages/zh-cn/problems.ts';
import { namespacesOf } from '../../../src/renderer/src/parts/server-form/problem-text.ts';
import { importProblemCodes } from '../../../src/shared/domain/import.ts';
import { importProblemSentences } from '../../../src/shared/i18n/import-problems.ts';

const main = join(import.meta.dirname, '../../../src/main');

// That the other languages have the same words is compared in texts.test.ts.
describe('every problem has words', () => {
  test('of files and bundles', () => {
    expect(Object.keys(importProblemSentences)).toEqual([...importProblemCodes]);
    for (const sentence of Object.values(importProblemSentences))
      expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
  });

  test('of a pasted text', () => {
    expect(Object.keys(pasteProblemCodes).filter((code) => !Object.hasOwn(problems, code))).toEqual(
      [],
    );
  });

  test('of a draft', () => {
    const source = readFileSync(join(main, 'registry/draft-check.ts'), 'utf8');
    const codes = [...source.matchAll(/'([A-Z]+_[A-Z_]+|DUPLICATE)'/g)].map(([, code]) => code);
    expect(codes.length).toBeGreaterThan(6);
    expect(codes.filter((code) => !Object.hasOwn(problems, code ?? ''))).toEqual([]);
  });

  test('and nothing in the importer has a code without words', () => {
    const sources = ['import', 'node/import'].flatMap((folder) =>
      readdirSync(join(main, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => readFileSync(join(main, folder, name), 'utf8')),
    );
    const codes = sources.flatMap((text) => text.match(/'(?:FILE|BUNDLE|SERVERS)_[A-Z_]+'/g) ?? []);
    const known: readonly string[] = importProblemCodes;
    expect(codes.map((code) => code.slice(1, -1)).filter((code) => !known.includes(code))).toEqual(
      [],
    );
    expect(new Set(codes).size).toBeGreaterThan(15);
  });

  test('and where a paste and a file share a code, each has its own', () => {
    const shared = importProblemCodes.filter((code) => Object.hasOwn(pasteProblemCodes, code));
    expect(shared).toContain('BUNDLE_MANIFEST');
    for (const code of shared) {
      expect(namespacesOf(importProblem(code, 'x'))[0]).toBe('import-problems');
      expect(namespacesOf(pasteError(code as 'BUNDLE_MANIFEST', '', 'What is it'))[0]).toBe(
        'problems',
      );
    }
  });
});
