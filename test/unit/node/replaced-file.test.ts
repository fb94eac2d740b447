import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { watchReplaced } from '../../../src/main/node/kernel/replaced-file.ts';

let folder: string;
let file: string;
let told: number;
let watch: Disposable;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-replaced-'));
  file = join(folder, 'program');
  await writeFile(file, 'one');
  told = 0;
  watch = watchReplaced(file, 10, () => (told += 1));
  await new Promise((resolve) => setTimeout(resolve, 50));
});
afterEach(async () => {
  watch[Symbol.dispose]();
  await rm(folder, { recursive: true });
});

async function replace(text: string): Promise<void> {
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}

test('another file in its place is told of, once', async () => {
  await replace('two');
  await vi.waitFor(() => expect(told).toBe(1), { timeout: 5000 });
  await replace('three');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(told).toBe(1);
});

test('a file that goes and comes back as another is told of, one that only goes is not', async () => {
  await rm(file);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(told).toBe(0);
  await writeFile(`${folder}/other`, 'keeps the number in use');
  await writeFile(file, 'two');
  await vi.waitFor(() => expect(told).toBe(1), { timeout: 5000 });
});
