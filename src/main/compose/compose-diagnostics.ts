import { homedir } from 'node:os';

import type { Snapshot } from '../../shared/domain/events.ts';
import { failureOfState } from '../../shared/domain/state-failure.ts';
import type { ReadLog } from '../activity/server-logs.ts';
import type { StateHistory } from '../activity/state-history.ts';
import type { ConnectionPool } from '../connections/pool-ports.ts';
import type { Diagnostics } from '../diagnostics/diagnostics.ts';
import { createDoctor } from '../diagnostics/doctor.ts';
import { followHistory } from '../diagnostics/follow-history.ts';
import type { ProgramLaunch } from '../diagnostics/doctor-ports.ts';
import { createNodeDoctorPorts } from '../node/processes/node-doctor-ports.ts';
import type { UserPath } from '../node/processes/user-path.ts';
import type { Clock } from '../kernel/clock.ts';
import type { SecretStore } from '../kernel/secret-store.ts';
import { expandHome } from '../../shared/domain/placeholders.ts';
import type { ServersInUse } from '../profiles/servers-in-use.ts';
import type { ProfileSignIns } from '../sign-in/sign-ins-port.ts';
import { own } from '../../shared/util/own.ts';
import { isProgram } from '../../shared/domain/transport-kind.ts';

/** Puts it together over this computer; it follows pool and registry until it is disposed. */
export function composeDiagnostics(deps: {
  readonly registry: Pick<ServersInUse, 'get' | 'list' | 'onChange' | 'onSwitch'>;
  readonly pool: Pick<ConnectionPool, 'status' | 'onState'>;
  readonly vault: Pick<SecretStore, 'read'>;
  readonly log: Pick<ReadLog, 'tail'>;
  readonly signIns: Pick<ProfileSignIns, 'all'>;
  readonly history: StateHistory;
  /** The profile in use. */
  readonly inUse: () => string;
  readonly summaries: () => Snapshot['catalogs'];
  readonly userPath: UserPath;
  readonly app: Snapshot['app'];
  readonly clock: Clock;
}): Diagnostics & Disposable {
  const { registry, pool, history, clock, inUse } = deps;
  const following = followHistory(deps);
  const historyOf = (name: string) => history.of(inUse(), name);
  return {
    [Symbol.dispose]: () => following[Symbol.dispose](),
    historyOf,
    doctor: createDoctor({
      ...createNodeDoctorPorts(deps.userPath),
      launchOf: (name) => programLaunch(registry, name),
      lastFailure(name) {
        const state = pool.status(name);
        return (state && failureOfState(state)) ?? undefined;
      },
    }),
    async reportOf(name) {
      const server = registry.get(name);
      if (!server) return undefined;
      const [{ serverReport }, { knownSecrets }] = await Promise.all([
        import('../activity/server-report.ts'),
        import('../activity/known-secrets.ts'),
      ]);
      return serverReport({
        app: deps.app,
        server,
        state: pool.status(name) ?? { kind: 'idle' },
        summary: own(deps.summaries(), name),
        signIn: own(deps.signIns.all(), name),
        history: historyOf(name),
        log: deps.log.tail(name, { limit: 100 }),
        secrets: await knownSecrets(server, deps.vault),
        homeFolder: homedir(),
        now: clock.now(),
      });
    },
  };
}

function programLaunch(
  registry: Pick<ServersInUse, 'get'>,
  name: string,
): ProgramLaunch | 'no-program' | undefined {
  const transport = registry.get(name)?.transport;
  if (!transport) return undefined;
  if (!isProgram(transport)) return 'no-program';
  const own = transport.env['PATH'];
  const { cwd } = transport;
  return {
    command: expandHome(transport.command, homedir()),
    ...(cwd ? { cwd: cwd === '~' ? homedir() : expandHome(cwd, homedir()) } : {}),
    ...(own?.kind === 'text' ? { ownPath: own.text } : {}),
  };
}
