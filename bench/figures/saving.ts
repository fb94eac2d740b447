import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { buildProgram } from '../../test/support/node-program.ts';
import { killWhileSaving } from '../../test/support/save-kills.ts';
import type { SaveKills } from '../../test/support/save-kills.ts';
import type { Outcome } from './outcome.ts';

const script = 'bench/figures/saving.ts';
const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();
const trials = 200;
const pageBytes = 4_096;

const inWords = ({ unreadable, lost, acknowledged, refused }: SaveKills, leftovers: number) =>
  `${String(unreadable)} corrupt, ${String(lost)} acknowledged lost (of ${String(acknowledged)}; ${String(refused)} refused), ${String(leftovers)} temporary files left`;

const goal = '0 corrupt, 0 lost, 0 temporary files left after the next start has read';

function judged(kills: SaveKills, leftovers: number): Pick<Outcome, 'ours' | 'goal' | 'isMet'> {
  const isMet = kills.unreadable === 0 && kills.lost === 0 && leftovers === 0;
  return { ours: inWords(kills, leftovers), goal, isMet };
}

async function temporaryFilesIn(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => /tmp|damaged/.test(name)).length;
}

async function withProgram<T>(use: (program: string, folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-saving-'));
  try {
    const entry = join(root, 'test/fixtures/oauth/save-forever.ts');
    const program = await buildProgram(entry, join(folder, 'program'), 'save-forever');
    return await use(program, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Saving tokens, ended by SIGKILL at random moments. */
export async function killedWhileSaving(): Promise<readonly Outcome[]> {
  return withProgram(async (program, folder) => {
    const data = join(folder, 'data');
    const kills = await killWhileSaving({ program, folder: data, trials });
    return [
      {
        figure: `kill -9 at ${String(trials)} random moments of saving tokens`,
        ...judged(kills, await temporaryFilesIn(data)),
        others:
          'electron-store 12, reported: 0 corrupt, 0 lost, 17 temporary files with all data left in 80 kills, readable by everybody (644)',
        script,
      },
    ];
  });
}

/** The same on a disk on which some saves find room and others do not; needs root on Linux. */
export async function killedOnFullDisk(): Promise<readonly Outcome[]> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return [];
  return withProgram(async (program, folder) => {
    const disk = await mkdtemp(join(folder, 'disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', disk]);
    try {
      const data = join(disk, 'data');
      const prepare = async (trial: number): Promise<void> => {
        // The first start makes the keys; from then on the disk is full but for a few pages.
        if (trial === 1) return;
        const ballast = join(disk, 'ballast');
        await rm(ballast, { force: true });
        const { bavail, bsize } = await statfs(disk);
        const freeBytes = pageBytes * (1 + (trial % 3));
        await writeFile(ballast, Buffer.alloc(bavail * bsize - freeBytes));
      };
      const kills = await killWhileSaving({ program, folder: data, trials, prepare });
      return [
        {
          figure: 'the same on a disk (tmpfs) that is full but for 4 to 12 KiB',
          ...judged(kills, await temporaryFilesIn(data)),
          others:
            'electron-store 12, reported (half the needed space free, no kill): `set()` says it worked and leaves truncated JSON that no longer opens',
          script,
        },
      ];
    } finally {
      execFileSync('umount', [disk]);
    }
  });
}
