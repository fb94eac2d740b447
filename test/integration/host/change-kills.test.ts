import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { killWhileChanging } from '../../support/change-kills.ts';
import { buildProgram } from '../../support/node-program.ts';

const trials = Number(process.env['PATCHBAY_KILL_TRIALS'] ?? 12);

test(
  `is before or after an import, a sharing, a hiding, a removal, or a profile duplicated or removed, never between, in ${String(trials)} kills`,
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'patchbay-change-kills-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const entry = join(import.meta.dirname, '../../fixtures/host/change-forever.ts');
    const program = await buildProgram(entry, join(folder, 'program'), 'change-forever');
    const kills = await killWhileChanging({ program, folder: join(folder, 'data'), trials });
    expect(kills).toMatchObject({ halfDone: 0, strayed: 0 });
    expect(Object.values(kills.hits).reduce((sum, count) => sum + count)).toBe(trials);
  },
  60_000 + trials * 10_000,
);
