import type { ConnectionState } from '../../../../shared/domain/connection-state.ts';

/** When each step of an attempt began, epoch ms; absent while it has not. */
export interface StepTimes {
  readonly starting: number;
  readonly handshake?: number;
  readonly listing?: number;
  readonly ready?: number;
}

/** How far one step has got; `tookMs` once it is over. */
export type StepProgress =
  | { readonly status: 'ahead' }
  | { readonly status: 'running' }
  | { readonly status: 'done'; readonly tookMs: number };

/** Notes the step a state stands for. A new attempt begins anew. */
export function noteStep(times: StepTimes, state: ConnectionState, nowMs: number): StepTimes {
  if (state.kind === 'ready') {
    return { handshake: nowMs, listing: nowMs, ready: nowMs, ...times };
  }
  if (state.kind !== 'connecting') return times;
  switch (state.phase) {
    case 'starting':
      return { starting: Math.max(times.starting, state.startedAt) };
    case 'handshake':
    case 'installing':
      return { handshake: nowMs, ...times };
    case 'listing':
      return { handshake: nowMs, listing: nowMs, ...times };
  }
}

/** The three steps as they stand. */
export function stepsOf(times: StepTimes): readonly [StepProgress, StepProgress, StepProgress] {
  return [
    progress(times.starting, times.handshake),
    progress(times.handshake, times.listing),
    progress(times.listing, times.ready),
  ];
}

function progress(from: number | undefined, to: number | undefined): StepProgress {
  if (from === undefined) return { status: 'ahead' };
  return to === undefined
    ? { status: 'running' }
    : { status: 'done', tookMs: Math.max(0, to - from) };
}
