import type { Failure } from '../../shared/domain/failure.ts';
import type { Phrase } from '../../shared/i18n/phrase.ts';
import type { FinishedCall } from '../activity/call-log.ts';
import type { LogLine } from '../activity/server-logs.ts';
import { noteLine } from '../activity/note-line.ts';
import { refusalCode } from '../approvals/refusal-words.ts';
import type { SessionOutcome } from '../sessions/session.ts';
import type { AppUse } from './gateway-port.ts';

/** What is known beside the use itself. */
export interface AppCallSurroundings {
  readonly describe: (outcome: SessionOutcome) => Failure;
}

/** The record of a use; undefined when there was no server to use. */
export function callOfUse(
  { hello, profile, server, method, item, params, answer, tookMs }: AppUse,
  { describe }: AppCallSurroundings,
): FinishedCall | undefined {
  const known = {
    door: hello.door ?? 'app',
    app: hello.app,
    profile,
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
  if (error.kind === 'refused') {
    return { ...known, outcome: 'refused', code: refusalCode(error.reason) };
  }
  const { code } = describe(error.outcome);
  return { ...known, outcome: code === 'CANCELLED' ? 'cancelled' : 'failed', code };
}

/** The line of a use in its server's log. */
export function lineOfUse({ hello, method, item, answer, tookMs }: AppUse): LogLine {
  const use: Phrase = { key: 'join.dot', params: { a: `${method} ${item}`, b: whoOf(hello) } };
  const phrase: Phrase = { key: 'join.dot', params: { a: use, b: `${String(tookMs)} ms` } };
  return { ...noteLine(phrase, answer.ok ? 'info' : 'error'), source: 'request' };
}

function whoOf({ door, app }: AppUse['hello']): Phrase | string {
  if (door === 'command') return { key: 'note.commandLine' };
  return app === '' ? { key: 'note.anApp' } : app;
}
