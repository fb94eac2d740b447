import type { Failure } from '../../shared/domain/failure.ts';
import type { FinishedCall } from '../activity/call-log.ts';
import type { LogLine } from '../activity/log-book.ts';
import type { SessionOutcome } from '../sessions/session.ts';
import type { AppUse } from './gateway.ts';

/** What is known beside the use itself. */
export interface AppCallSurroundings {
  /** The id of the profile in use. */
  readonly profile: () => string;
  readonly describe: (outcome: SessionOutcome) => Failure;
}

/** The record of a use; undefined when there was no server to use. */
export function callOfUse(
  { hello, server, method, item, params, answer, tookMs }: AppUse,
  { profile, describe }: AppCallSurroundings,
): FinishedCall | undefined {
  const known = {
    door: hello.door ?? 'app',
    app: hello.app,
    profile: hello.profile ?? profile(),
    server,
    method,
    item,
    request: params,
    durationMs: tookMs,
  } as const;
  if (answer.ok) {
    const outcome = answer.value['isError'] === true ? 'tool-error' : 'ok';
    return { ...known, outcome, code: null, result: answer.value };
  }
  const { error } = answer;
  if (error.kind === 'unknown') return undefined;
  if (error.kind === 'away') {
    return { ...known, outcome: 'away', code: error.unavailable.failure?.code ?? null };
  }
  const { code } = describe(error.outcome);
  return { ...known, outcome: code === 'CANCELLED' ? 'cancelled' : 'failed', code };
}

/** The line of a use in its server's log. */
export function lineOfUse({ hello, method, item, answer, tookMs }: AppUse): LogLine {
  const who = hello.door === 'command' ? 'command line' : hello.app === '' ? 'an app' : hello.app;
  const text = `${method} ${item} · ${who} · ${String(tookMs)} ms`;
  return { source: 'request', level: answer.ok ? 'info' : 'error', text };
}
