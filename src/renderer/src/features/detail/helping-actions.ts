import type { ConnectionState } from '../../../../shared/domain/connection-state.ts';
import type { Failure } from '../../../../shared/domain/failure.ts';
import type { ServerView } from '../../../../shared/domain/server.ts';
import { failureOf, isMissingProgram } from '../../parts/failures/server-failure.ts';

/** What a person can do about a server that does not work. */
export type HelpingAction =
  /** Reach it at the address its program names. */
  | 'use-address'
  | 'sign-in'
  /** Find out what of its program is missing. */
  | 'examine'
  /** Its settings, at the field that is meant. */
  | 'fix'
  /** Its settings, beside what helps more. */
  | 'settings'
  | 'retry'
  | 'stop';

/** What helps with a failure, best first: the first is the one button that stands out. */
export function helpingActions(
  { kind }: Pick<ConnectionState, 'kind'>,
  failure: Failure,
): readonly HelpingAction[] {
  // Whoever has mended something elsewhere only wants another try.
  const mayRetry = kind !== 'needs-sign-in' && failure.action !== 'sign-in';
  const isTrying = kind === 'waiting' || kind === 'cooling';
  const all: readonly (readonly [HelpingAction, boolean])[] = [
    ['use-address', namesAddress(failure)],
    ...settingsFor(failure).map((action) => [action, true] as const),
    ['retry', mayRetry],
    ['stop', isTrying],
  ];
  return all.flatMap(([action, isThere]) => (isThere ? [action] : []));
}

function settingsFor(failure: Failure): readonly HelpingAction[] {
  if (failure.action === 'sign-in') return ['sign-in', 'settings'];
  if (isMissingProgram(failure)) return ['examine', 'settings'];
  return failure.action.startsWith('edit-') ? ['fix'] : [];
}

function namesAddress({ code, params }: Failure): boolean {
  return code === 'PRINTS_TEXT' && params['address'] !== undefined;
}

/** Whether the overview of a server has a panel with the button that helps. */
export function hasHelpingPanel(
  state: ConnectionState,
  server: Pick<ServerView, 'inspection'>,
): boolean {
  return state.kind === 'needs-setup' || failureOf(state, server) !== null;
}
