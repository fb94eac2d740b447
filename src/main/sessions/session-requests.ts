import type { JsonObject } from '../../shared/domain/catalog.ts';
import type { Result } from '../../shared/util/result.ts';
import {
  listMethods,
  shapeCompletion,
  shapeListPage,
  shapePrompt,
  shapeResource,
  shapeToolResult,
} from './answer-shapes.ts';
import type { Shaped } from './answer-shapes.ts';
import type { Session, SessionOutcome, SessionRequests } from './session.ts';
import type { RequestOptions } from './request-options.ts';

/** What the requests are made of, and what is told of an answer that has not the shape it must. */
export interface SessionRequestsDeps {
  readonly request: Session['request'];
  readonly malformed?: (outcome: SessionOutcome) => void;
}

/** The requests Patchbay makes for itself, over the one way to the server. */
export function createSessionRequests(deps: SessionRequestsDeps): SessionRequests {
  const ask = async <T>(
    method: string,
    params: JsonObject,
    options: RequestOptions,
    shape: (answer: JsonObject) => Shaped<T>,
  ): Promise<Result<T, SessionOutcome>> => {
    const answer = await deps.request(method, params, options);
    if (!answer.ok) return answer;
    const shaped = shape(answer.value);
    if (!shaped.ok) deps.malformed?.(shaped.error);
    return shaped;
  };
  return {
    listPage: (kind, cursor, signal) =>
      ask(listMethods[kind], cursor === undefined ? {} : { cursor }, { signal }, (answer) =>
        shapeListPage(kind, answer),
      ),
    callTool: ({ name, args, timeoutMs, isRepeatable, onProgress }, signal) =>
      ask(
        'tools/call',
        { name, arguments: args },
        {
          signal,
          ...(timeoutMs !== undefined && { timeoutMs }),
          ...(isRepeatable !== undefined && { isRepeatable }),
          // Progress is always asked for, because it is what keeps a long call from timing out.
          onProgress: (progress) => onProgress?.(progress),
          logLevel: 'info',
        },
        shapeToolResult,
      ),
    readResource: (uri, signal) => ask('resources/read', { uri }, { signal }, shapeResource),
    getPrompt: (name, args, signal) =>
      ask('prompts/get', { name, arguments: args }, { signal }, shapePrompt),
    complete: (ref, argument, signal) =>
      ask('completion/complete', { ref, argument }, { signal }, shapeCompletion),
  };
}
