import type { ConnectionState } from '../../shared/domain/connection-state.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { Clock } from '../kernel/clock.ts';

/** Where findings are kept. */
export interface InspectionRecorder {
  recordInspection(name: string, inspection: ServerDefinition['inspection']): Promise<unknown>;
  saveFindings(): Promise<unknown>;
}

/** Keeps on each server what its newest attempt has found. */
export interface Findings {
  record(name: string, state: ConnectionState): void;
  /** Resolves when everything recorded so far is on the disk or was refused. */
  settled(): Promise<void>;
}

/** How long findings are gathered: a thousand servers that start are a handful of saves. */
const saveDelayMs = 2_000;

/**
 * Records in `registry`, where findings show at once; one save takes all of the next moments along.
 * What cannot be saved, or is lost with a crash, is found again by the next attempt.
 */
export function createFindings(
  registry: InspectionRecorder,
  clock: Pick<Clock, 'schedule'>,
): Findings {
  let pending: Promise<unknown> = Promise.resolve();
  let timer: Disposable | undefined;
  const wait = (work: Promise<unknown>) => {
    pending = Promise.allSettled([pending, work]);
  };
  const save = () => {
    timer?.[Symbol.dispose]();
    timer = undefined;
    wait(registry.saveFindings());
  };
  return {
    record(name, state) {
      const inspection = inspectionOf(state);
      if (inspection === undefined) return;
      wait(registry.recordInspection(name, inspection));
      timer ??= clock.schedule(saveDelayMs, save);
    },
    async settled() {
      if (timer !== undefined) save();
      await pending;
    },
  };
}

function inspectionOf(state: ConnectionState): ServerDefinition['inspection'] | undefined {
  if (state.kind === 'ready') return { status: 'passed', at: state.since };
  if (state.kind === 'failed' || state.kind === 'needs-sign-in') {
    const { failure } = state;
    return { status: 'failed', at: failure.at, failure };
  }
  return undefined;
}
