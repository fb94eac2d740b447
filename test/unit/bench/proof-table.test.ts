import { existsSync, readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { proofRows } from '../../../bench/proof/proof-rows.ts';
import { readProofSources } from '../../../bench/proof/proof-sources.ts';
import { withProof } from '../../../bench/proof/proof-table.ts';
import { savedResults } from '../../../bench/results.ts';
import { tableOf } from '../../../bench/table.ts';
import { faultsPage, savedGroups } from '../../faults/saved-rows.ts';

const sources = await readProofSources();
const textOf = (file: string): string => readFileSync(file, 'utf8');

test('the table in the README is what was measured', async () => {
  const readme = textOf('README.md');
  expect(await withProof(readme, sources)).toBe(readme);
});

test('the pages are what was measured', async () => {
  expect(textOf('docs/BENCHMARKS.md')).toBe(tableOf(await savedResults()));
  expect(textOf('docs/FAULTS.md')).toBe(faultsPage(await savedGroups()));
});

test('a measurement that is gone from the code is gone from what was measured', async () => {
  const bench = textOf('bench/run.ts');
  for (const { measurement } of await savedResults()) expect(bench).toContain(`'${measurement}'`);
  const faults = textOf('test/faults/run.ts');
  for (const { key } of await savedGroups()) expect(faults).toContain(`${key}:`);
  const scripts = textOf('docs/FIGURES.md').matchAll(/`([\w/.-]+\.ts)`/g);
  expect([...scripts].map(([, file = '']) => file).filter((file) => !existsSync(file))).toEqual([]);
});

test('a goal that was missed is shown as missed', () => {
  const slow = sources.bench.map((figure) => ({ ...figure, ours: 1e9, ratio: 1e9, met: false }));
  const rows = proofRows({ ...sources, bench: slow });
  const ofBench = rows.filter(({ command }) => command.startsWith('npm run bench'));
  expect(ofBench.length).toBeGreaterThan(10);
  expect(ofBench.filter(({ isMet }) => isMet)).toEqual([]);
});

test('a line whose figure is gone is an error, not a gap', () => {
  for (const key of ['bench', 'faults', 'figures'] as const) {
    expect(() => proofRows({ ...sources, [key]: [] })).toThrow();
  }
  expect(() => proofRows({ ...sources, conformance: '' })).toThrow();
});
