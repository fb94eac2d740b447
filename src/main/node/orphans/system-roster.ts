import type { Clock } from '../../kernel/clock.ts';
import type { Logger } from '../../kernel/logger.ts';
import { createProcessLister } from '../processes/process-tree-rows.ts';
import { createChildRoster } from './child-roster.ts';
import type { ChildRoster } from './child-roster.ts';
import { reapOrphans } from './reap-orphans.ts';
import { systemStartMarks } from './start-mark.ts';
import { startWatchdog } from './watchdog.ts';

/** The roster of this process, and the end of what earlier ones have left. */
export interface SystemRoster {
  readonly roster: ChildRoster;
  /** Ends what Patchbays that died have left running; resolves with how many those were. */
  reap(): Promise<number>;
}

/** A roster in `folder` with this system's processes, under a watchdog where there is a shell. */
export function createSystemRoster(deps: {
  readonly folder: string;
  readonly clock: Clock;
  readonly logger: Logger;
}): SystemRoster {
  const list = createProcessLister();
  const marks = systemStartMarks();
  // On Windows the system itself ends the children of a process that dies, if not theirs.
  const watch = process.platform === 'win32' ? undefined : startWatchdog;
  return {
    roster: createChildRoster({ ...deps, marks, list, watch }),
    reap: () => reapOrphans({ ...deps, bootMark: marks.boot, list }),
  };
}
