import { useState } from 'react';

import type {
  ConnectionState,
  ConnectionStateKind,
} from '../../../../shared/domain/connection-state.ts';
import type { Failure } from '../../../../shared/domain/failure.ts';
import type { ServerView } from '../../../../shared/domain/server.ts';
import { failureOf } from '../../parts/failures/server-failure.ts';

/** A failure as it is shown, with the state that it came with. */
export interface TriedFailure {
  readonly kind: ConnectionStateKind;
  readonly failure: Failure;
}

/**
 * What is shown of the last try: its failure, and still that while the next try goes on by itself.
 * Buttons that came and went with each try would change under a hand that is about to press one.
 */
export function triedFailure(
  last: TriedFailure | null,
  state: ConnectionState,
  server: Pick<ServerView, 'inspection'>,
): TriedFailure | null {
  const failure = failureOf(state, server);
  if (failure === null) return state.kind === 'connecting' ? last : null;
  const kind = state.kind === 'idle' ? 'failed' : state.kind;
  return last?.kind === kind && last.failure === failure ? last : { kind, failure };
}

/** `triedFailure` of a server that is watched. */
export function useTriedFailure(
  state: ConnectionState,
  server: Pick<ServerView, 'inspection'>,
): TriedFailure | null {
  const [last, setLast] = useState<TriedFailure | null>(null);
  const shown = triedFailure(last, state, server);
  if (shown !== last) setLast(shown);
  return shown;
}
