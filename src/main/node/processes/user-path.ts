import { own } from '../../../shared/util/own.ts';
import { createLoginShellPath, shouldAskLoginShell } from './login-shell-path.ts';

/** The PATH a person knows from a terminal, which is also what servers are started with. */
export interface UserPath {
  /** Asks once; later calls share the answer until it is forgotten. */
  find(): Promise<string>;
  readonly source: 'login-shell' | 'inherited';
  /** The next `find` asks again, since a person may have installed something meanwhile. */
  forget(): void;
}

/** The PATH of this person: that of the login shell, if it has to be asked, and common folders. */
export function createUserPath(): UserPath {
  let found: Promise<string> | undefined;
  return {
    find: () => (found ??= createLoginShellPath()()),
    source: shouldAskLoginShell(process.env, process.platform) ? 'login-shell' : 'inherited',
    forget: () => void (found = undefined),
  };
}

/** The environment programs of this person are started with, its PATH as found for them. */
export async function userEnvironment(
  userPath: UserPath,
): Promise<(name: string) => string | undefined> {
  const path = await userPath.find();
  return (name) => (name === 'PATH' ? path : own(process.env, name));
}
