import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runAccessModel } from '../../test/support/access-runs.ts';
import { killedChanges, killWhileChanging } from '../../test/support/change-kills.ts';
import { runLoaderModel } from '../../test/support/loader-model.ts';
import { buildProgram } from '../../test/support/node-program.ts';
import type { Outcome } from './outcome.ts';
import { trialsOr } from './trials.ts';

const script = 'bench/figures/profiles.ts';
const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();

/** Imports, shares, hides, removals and duplicates, ended by SIGKILL at random moments. */
export async function killedWhileChanging(): Promise<readonly Outcome[]> {
  const trials = trialsOr(200);
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-changing-'));
  try {
    const entry = join(root, 'test/fixtures/host/change-forever.ts');
    const program = await buildProgram(entry, join(folder, 'program'), 'change-forever');
    const kills = await killWhileChanging({ program, folder: join(folder, 'data'), trials });
    const hits = killedChanges.map((change) => `${change} ${String(kills.hits[change])}`);
    return [
      {
        figure: `kill -9 at ${String(trials)} random moments of importing 12 servers with secrets, sharing, hiding and deleting one, duplicating a profile with private ones and removing the copy`,
        ours: `${String(kills.halfDone)} half-done after the restart (${hits.join(', ')}; ${String(kills.finished)} had reached the disk), ${String(kills.strayed)} secrets without a server`,
        goal: '0 half-done, 0 secrets without a server',
        isMet: kills.halfDone === 0 && kills.strayed === 0,
        others: '',
        script,
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Random ways through access, switching and undo, compared with a model. */
export async function comparedWithModels(): Promise<readonly Outcome[]> {
  const runs = trialsOr(2_000);
  const outcomes: Outcome[] = [];
  const models = [
    [
      'who may use what (grant, revoke, share, hide, delete, switch, undo, full disk)',
      runAccessModel,
    ],
    [
      'switching profiles faster than they can be saved (slow disk, full disk, edited file)',
      runLoaderModel,
    ],
  ] as const;
  for (const [figure, run] of models) {
    const startedAt = performance.now();
    // A difference ends the run with the shortest way to it.
    await run(runs);
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    const ours = `${String(runs)} random runs of up to 40 steps compared with a model, 0 differences (${String(seconds)} s)`;
    outcomes.push({ figure, ours, goal: '0 differences', isMet: true, others: '', script });
  }
  return outcomes;
}
