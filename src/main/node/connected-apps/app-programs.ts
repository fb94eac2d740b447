import { spawn } from 'node:child_process';

import { ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import type { AppFileError } from '../../connected-apps/app-files.ts';
import type { AppPrograms } from '../../connected-apps/app-programs.ts';
import { systemCodeOf } from '../documents/system-code.ts';
import { findCommand } from '../processes/find-command.ts';
import { createProcessTree, systemProcessTreeDeps } from '../processes/process-tree.ts';
import { createProcessLister } from '../processes/process-tree-rows.ts';
import type { UserPath } from '../processes/user-path.ts';
import { planSpawn } from '../stdio/spawn-plan.ts';
import type { SpawnPlan } from '../stdio/spawn-plan.ts';
import { refused } from './file-error.ts';

/** An app that looks for a newer self first may take a while. */
const defaultTimeoutMs = 60_000;

/** Programs of other apps, found and run as a person would in a terminal, in the folder `home`. */
export function createAppPrograms(
  userPath: Pick<UserPath, 'find' | 'variables'>,
  home: string,
  timeoutMs = defaultTimeoutMs,
): AppPrograms {
  return {
    async find(program) {
      const found = await findCommand(program, { path: await userPath.find(), cwd: home });
      return found.status === 'found' ? found.file : undefined;
    },
    async run(file, args, env) {
      const plan = await planSpawn({
        launch: { type: 'stdio', command: file, args, env, cwd: home },
        variables: () => userPath.variables(),
        findPath: () => userPath.find(),
        platform: process.platform,
      });
      if (!plan.ok) return refused('COMMAND_FAILED', plan.error.reason);
      return ended(plan.value, timeoutMs);
    },
  };
}

function ended(
  { file, args, options }: SpawnPlan,
  timeoutMs: number,
): Promise<Result<void, AppFileError>> {
  return new Promise((resolve) => {
    // Nobody is there to be asked, and what is said may hold values of the person.
    const child = spawn(file, [...args], { ...options, stdio: 'ignore' });
    const timer = setTimeout(() => {
      // Settled from here on: that it ends by a signal is not what is told.
      resolve(endWhole(child.pid).then(() => refused('COMMAND_FAILED', 'time-out')));
    }, timeoutMs);
    const end = (result: Result<void, AppFileError>): void => {
      clearTimeout(timer);
      resolve(result);
    };
    child.once('error', (error) => end(refused('COMMAND_FAILED', systemCodeOf(error))));
    child.once('exit', (code, signal) =>
      end(code === 0 ? ok(undefined) : refused('COMMAND_FAILED', String(code ?? signal))),
    );
  });
}

/** The program and what it has started. */
async function endWhole(pid: number | undefined): Promise<void> {
  if (pid === undefined) return;
  await createProcessTree(pid, systemProcessTreeDeps(createProcessLister())).signal('SIGKILL');
}
