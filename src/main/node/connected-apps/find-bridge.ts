import { access, constants } from 'node:fs/promises';

import type { BridgeProgram } from '../../connected-apps/our-entry.ts';
import { findCommand } from '../processes/find-command.ts';

/**
 * The first of these bridges that can be started, for a door at `socket`; it starts `start` when
 * nobody is behind that door. Waits until they are `ready`. A script needs a Node on the person's path.
 */
export async function findBridge(
  {
    programs,
    start,
    ready,
  }: {
    readonly programs: readonly string[];
    readonly start?: string | undefined;
    readonly ready?: Promise<void> | undefined;
  },
  socket: string,
): Promise<BridgeProgram | undefined> {
  await ready;
  const args = ['--socket', socket, ...(start === undefined ? [] : ['--start', start])];
  for (const program of programs) {
    const isScript = program.endsWith('.mjs');
    const mode = isScript ? constants.R_OK : constants.X_OK;
    if (
      !(await access(program, mode).then(
        () => true,
        () => false,
      ))
    )
      continue;
    if (!isScript) return { command: program, args };
    const node = await findCommand('node', { path: process.env['PATH'] ?? '', cwd: '/' });
    if (node.status === 'found') return { command: node.file, args: [program, ...args] };
  }
  return undefined;
}
