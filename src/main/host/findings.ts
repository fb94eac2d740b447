import type { ConnectionState } from '../../shared/domain/connection-state.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';

/** Where findings are kept. */
export interface InspectionRecorder {
  recordInspection(name: string, inspection: ServerDefinition['inspection']): Promise<unknown>;
}

/** Keeps on each server what its newest attempt has found. */
export interface Findings {
  record(name: string, state: ConnectionState): void;
  /** Resolves when everything recorded so far is on the disk or was refused. */
  settled(): Promise<void>;
}

/** Records in `registry`; what cannot be saved is found again by the next attempt. */
export function createFindings(registry: InspectionRecorder): Findings {
  let pending: Promise<unknown> = Promise.resolve();
  return {
    record(name, state) {
      const saving = save(registry, name, state);
      if (saving !== undefined) pending = Promise.allSettled([pending, saving]);
    },
    async settled() {
      await pending;
    },
  };
}

function save(
  registry: InspectionRecorder,
  name: string,
  state: ConnectionState,
): Promise<unknown> | undefined {
  if (state.kind === 'ready') {
    return registry.recordInspection(name, { status: 'passed', at: state.since });
  }
  if (state.kind === 'failed' || state.kind === 'needs-sign-in') {
    const { failure } = state;
    return registry.recordInspection(name, { status: 'failed', at: failure.at, failure });
  }
  return undefined;
}
