import type { ConnectionState } from '../../shared/domain/connection-state.ts';
import type { Inspection } from '../../shared/domain/server.ts';
import type { Clock } from '../kernel/clock.ts';

/** Where findings are kept. */
export interface InspectionRecorder {
  recordInspections(found: ReadonlyMap<string, Inspection>): Promise<unknown>;
  saveFindings(): Promise<unknown>;
}

/** Keeps on each server what its newest attempt has found. */
export interface Findings {
  record(name: string, state: ConnectionState): void;
  /** Resolves when everything recorded so far is on the disk or was refused. */
  settled(): Promise<void>;
}

/** How long findings are gathered before they show: many servers that start are one change. */
const showDelayMs = 250;
/** How long they are gathered before they are saved: a thousand servers are a handful of saves. */
const saveDelayMs = 2_000;

/**
 * Records in `registry`, where findings show a moment later; one save takes all of the next along.
 * What cannot be saved, or is lost with a crash, is found again by the next attempt.
 */
export function createFindings(
  registry: InspectionRecorder,
  clock: Pick<Clock, 'schedule'>,
): Findings {
  let pending: Promise<unknown> = Promise.resolve();
  let found = new Map<string, Inspection>();
  let showing: Disposable | undefined;
  let saving: Disposable | undefined;
  const wait = (work: Promise<unknown>) => {
    pending = Promise.allSettled([pending, work]);
  };
  const show = () => {
    showing?.[Symbol.dispose]();
    showing = undefined;
    wait(registry.recordInspections(found));
    found = new Map();
  };
  const save = () => {
    saving?.[Symbol.dispose]();
    saving = undefined;
    wait(registry.saveFindings());
  };
  return {
    record(name, state) {
      const inspection = inspectionOf(state);
      if (inspection === undefined) return;
      found.set(name, inspection);
      showing ??= clock.schedule(showDelayMs, show);
      saving ??= clock.schedule(saveDelayMs, save);
    },
    async settled() {
      if (showing !== undefined) show();
      if (saving !== undefined) save();
      await pending;
    },
  };
}

function inspectionOf(state: ConnectionState): Inspection | undefined {
  if (state.kind === 'ready') return { status: 'passed', at: state.since };
  if (state.kind === 'failed' || state.kind === 'needs-sign-in') {
    const { failure } = state;
    return { status: 'failed', at: failure.at, failure };
  }
  return undefined;
}
