import { killWhileWriting, updateBeside } from '../../test/support/app-file-trials.ts';
import { connectEverywhere } from '../../test/support/app-byte-trials.ts';
import { notAmong } from './outcome.ts';
import type { Outcome } from './outcome.ts';

const script = 'bench/figures/app-files.ts';

/** Other apps' files, while Patchbay is killed and while another program writes them too. */
export async function appFilesWritten(): Promise<readonly Outcome[]> {
  const { kills, writes, damaged, leftovers } = await killWhileWriting(200);
  const { updates, lost, written, gaveWay } = await updateBeside(1_000);
  return [
    ...(await bytesKept()),
    {
      figure: `${String(kills)} × kill -9 in the middle of a write of an app's settings`,
      ours: `${String(damaged)} files damaged (of ${String(writes)} writes), ${String(leftovers)} temporary files after the next write`,
      goal: '0 damaged, 0 left',
      isMet: damaged === 0 && leftovers === 0,
      others: '',
      script,
    },
    {
      figure: 'an app that renames a new file over its settings while Patchbay changes them',
      ours: `${String(lost)} of ${String(updates)} updates lost; ${String(written)} changes written beside them, ${String(gaveWay)} gave way`,
      goal: '0 lost',
      isMet: lost === 0,
      others: '',
      script,
    },
  ];
}

/** Every app that is connected by its file, as each system has it, in each layout people have. */
async function bytesKept(): Promise<readonly Outcome[]> {
  const { apps, files, touched, unlike } = await connectEverywhere();
  const where = `${String(files)} files of ${String(apps)} apps on 3 systems`;
  return [
    {
      figure: `${where}: bytes outside our entry unchanged while connected`,
      ours: `${String(files - touched.length)} of ${String(files)}${notAmong(touched)}`,
      goal: 'all',
      isMet: touched.length === 0,
      others: '',
      script,
    },
    {
      figure: `${where}: byte for byte what they were, once connected and disconnected`,
      ours: `${String(files - unlike.length)} of ${String(files)}${notAmong(unlike)}`,
      goal: 'all',
      isMet: unlike.length === 0,
      others: '',
      script,
    },
  ];
}
