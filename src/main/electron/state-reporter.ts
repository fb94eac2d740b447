import type { ConnectionState } from '../../shared/domain/connection-state.ts';
import type { Snapshot } from '../../shared/domain/events.ts';
import { assertNever } from '../../shared/util/assert-never.ts';
import { own } from '../../shared/util/own.ts';

/** One line about a server for a terminal, e.g. `sample: ready (7 tools)`. */
export function stateLine(name: string, state: ConnectionState, toolCount: number): string {
  return `${name}: ${describe(state, toolCount)}`;
}

function describe(state: ConnectionState, toolCount: number): string {
  switch (state.kind) {
    case 'ready':
      return `ready (${toolCount} ${toolCount === 1 ? 'tool' : 'tools'})`;
    case 'connecting':
      return `connecting (${state.phase}, attempt ${state.attempt})`;
    case 'waiting':
      return `waiting to retry (${state.attempt} of ${state.of}): ${state.failure.code}`;
    case 'needs-setup':
      return `needs setup (${state.missing.map((missing) => (missing.kind === 'variable' ? missing.name : missing.kind)).join(', ')})`;
    case 'needs-sign-in':
      return 'needs sign-in';
    case 'signing-in':
      return 'signing in';
    case 'cooling':
      return `cooling down: ${state.failure.code}`;
    case 'failed':
      return `failed: ${state.failure.code} ${state.failure.detail.split('\n', 1)[0] ?? ''}`.trimEnd();
    case 'disabled':
    case 'idle':
    case 'offline':
    case 'stopping':
      return state.kind;
    default:
      return assertNever(state);
  }
}

/** Whether nothing more will happen by itself soon: every server that starts alone has an outcome. */
export function isSettled({ servers, states }: Pick<Snapshot, 'servers' | 'states'>): boolean {
  return servers.every(({ name, enabled, start }) => {
    const kind = own(states, name)?.kind;
    if (!enabled || start !== 'on-launch') return kind !== 'connecting';
    return kind !== undefined && kind !== 'idle' && kind !== 'connecting' && kind !== 'stopping';
  });
}

/** Whether every server that starts by itself is ready. */
export function isAllReady({ servers, states }: Pick<Snapshot, 'servers' | 'states'>): boolean {
  return servers
    .filter(({ enabled, start }) => enabled && start === 'on-launch')
    .every(({ name }) => own(states, name)?.kind === 'ready');
}
