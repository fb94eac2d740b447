import type { ServerDefinition } from '../../shared/domain/server.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { bringUp } from '../connections/bring-up.ts';
import type { ChangeRefusal } from '../registry/registry-error.ts';
import { signOutLosers } from './lost-sign-ins.ts';
import { withAccess } from './on-off.ts';
import { accessStep, isSameScope } from './undo-steps.ts';
import type { ProfileService, ProfileServiceDeps } from './profile-service.ts';

/** What changing who may use a server needs of the rest. */
export type ProfileAccessDeps = Pick<
  ProfileServiceDeps,
  'book' | 'allServers' | 'registry' | 'home' | 'pool' | 'signIns' | 'keepBackup' | 'undo'
>;

/** Changes of who may use a server, each with a backup before and a way back after. */
export function createProfileAccess(deps: ProfileAccessDeps): Pick<ProfileService, 'setAccess'> {
  const { allServers, registry, home, pool, undo } = deps;

  const setScope = async (
    name: string,
    scope: ServerDefinition['scope'],
  ): Promise<Result<ServerDefinition, ChangeRefusal>> => {
    const hadIt = registry.get(name) !== undefined;
    const saved = await home.change<ServerDefinition, ChangeRefusal>((all) => {
      const next = withAccess(all, name, scope);
      const server = next.servers.find((one) => one.name === name);
      if (server === undefined) return err({ code: 'NOT_FOUND', name });
      const present = all.servers.find((one) => one.name === name);
      const isSame = present !== undefined && isSameScope(present, server);
      return ok(isSame ? { home: all, value: present } : { home: next, value: server });
    });
    if (!hadIt) bringUp(registry.get(name), pool);
    return saved;
  };

  const setAccess: ProfileService['setAccess'] = async (name, scope, lost) => {
    const before = allServers.get(name);
    if (before !== undefined && !isSameScope(before, { scope })) await deps.keepBackup('access');
    const saved = await setScope(name, scope);
    if (!saved.ok || before === undefined) return saved;
    const change = { before, after: saved.value };
    const again: typeof setScope = (one, next) => setAccess(one, next, lost);
    const doors = { setScope, again };
    if (!isSameScope(before, saved.value)) undo.add(accessStep(change, allServers, doors));
    if (lost === 'sign-out') await signOutLosers([before], saved.value.scope, deps);
    return saved;
  };

  return { setAccess };
}
