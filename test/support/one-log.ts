import { createServerLogs } from '../../src/main/activity/server-logs.ts';
import type { ServerLogsDeps } from '../../src/main/activity/server-logs.ts';

/** The log of servers that are all one owner's, who writes and reads it. */
export function createOneLog(deps: ServerLogsDeps, owner = 'personal') {
  const book = createServerLogs(deps);
  return {
    ...book.readBy(() => owner),
    append: (...[name, line]: [string, Parameters<typeof book.append>[2]]) =>
      book.append([owner], name, line),
    redact: (name: string, secrets: readonly string[]) => book.redact(owner, name, secrets),
    drop: (name: string) => book.drop(name),
    dispose: () => book.dispose(),
  };
}
