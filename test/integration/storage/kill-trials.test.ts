import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { createDocumentStore } from '../../../src/main/node/documents/document-store.ts';

const trials = Number(process.env['PATCHBAY_KILL_TRIALS'] ?? 25);

describe('document store under kill -9', () => {
  let folder: string;
  let script: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'patchbay-kill-'));
    const outDir = join(folder, 'program');
    const entry = join(import.meta.dirname, '../../fixtures/storage/save-forever.ts');
    await build({
      configFile: false,
      logLevel: 'silent',
      ssr: { noExternal: true },
      build: { ssr: entry, outDir, rollupOptions: { output: { entryFileNames: 'main.mjs' } } },
    });
    script = join(outDir, 'main.mjs');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Kills the program right after it has said that its `after`-th save is safe. */
  async function runAndKill(path: string, after: number) {
    const child = spawn(process.execPath, [script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = once(child, 'exit');
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (lines.length === after + 1) child.kill('SIGKILL');
    }
    await exited;
    return { start: lines[0] ?? '', last: lines.at(-1) ?? '' };
  }

  test(
    `loses no acknowledged save and corrupts nothing in ${trials} kills`,
    async () => {
      const path = join(folder, 'data', 'document.json');
      let safe = 0;
      for (let trial = 1; trial <= trials; trial += 1) {
        const { start, last } = await runAndKill(path, 1 + (trial % 9));
        expect(start).toMatch(trial === 1 ? /^absent 0$/ : /^loaded \d+$/);
        // A save may have been finished without having been told.
        expect(Number(start.split(' ')[1])).toBeGreaterThanOrEqual(safe);
        expect(last).toMatch(/^saved \d+$/);
        safe = Number(last.split(' ')[1]);
      }
      const store = createDocumentStore({
        path,
        schemaVersion: 1,
        schema: z.object({ count: z.number(), filler: z.string() }),
        migrations: {},
      });
      const found = await store.load();
      expect(found.status).toBe('loaded');
      expect('value' in found ? found.value.count : 0).toBeGreaterThanOrEqual(safe);
      const names = await readdir(join(folder, 'data'));
      expect(names.filter((name) => /tmp|damaged/.test(name))).toEqual([]);
    },
    60_000 + trials * 5_000,
  );
});
