import type { JsonObject } from '../../../shared/domain/catalog.ts';
import { err, ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import type { ResourceWatch, Session, SessionOutcome } from '../../sessions/session.ts';
import type { AnswerCover } from './answer-cover.ts';
import type { Link } from './establish.ts';

/** Who is told of resources that changed, by their address. */
export interface UpdateListeners {
  add(uri: string, watch: ResourceWatch): Disposable;
  /** The parameters of a `notifications/resources/updated`, as they were sent. */
  tell(params: { readonly uri: string }): void;
  /** What was asked of the server is forgotten there. */
  lose(): void;
}

/** Nobody listens yet. */
export function createUpdateListeners(answers: Pick<AnswerCover, 'cover'>): UpdateListeners {
  const watches = new Map<ResourceWatch, string>();
  return {
    add(uri, watch) {
      watches.set(watch, uri);
      return { [Symbol.dispose]: () => void watches.delete(watch) };
    },
    tell(params) {
      const told: JsonObject = answers.cover({ ...params });
      for (const [watch, uri] of [...watches]) if (isPartOf(params.uri, uri)) watch.updated(told);
    },
    lose() {
      const lost = [...watches.keys()];
      watches.clear();
      for (const watch of lost) watch.lost();
    },
  };
}

/** A server may tell of a part of what was asked for (2025-11-25, server/resources). */
const isPartOf = (told: string, asked: string): boolean =>
  told === asked || told.startsWith(asked.endsWith('/') ? asked : `${asked}/`);

/** What watching needs. */
export interface WatchDeps {
  readonly link: () => Link;
  readonly request: Session['request'];
  readonly listeners: UpdateListeners;
  readonly answers: Pick<AnswerCover, 'uncoverUri'>;
  readonly life: AbortSignal;
}

const answerTimeoutMs = 15_000;
const methodNotFound = -32_601;

/**
 * Has the server tell when a resource changes: `resources/subscribe` up to 2025-11-25,
 * `subscriptions/listen` from 2026-07-28 on.
 */
export function watchResource(deps: WatchDeps): Session['watchResource'] {
  return async (uri, watch, signal) => {
    const listening = deps.listeners.add(deps.answers.uncoverUri(uri), watch);
    const asked = await (deps.link().era === 'modern'
      ? listen(deps, uri, watch)
      : subscribe(deps, uri, signal));
    if (!asked.ok) listening[Symbol.dispose]();
    if (!asked.ok) return asked;
    return ok({
      [Symbol.dispose]() {
        listening[Symbol.dispose]();
        asked.value();
      },
    });
  };
}

type Asked = Result<() => void, SessionOutcome>;

async function subscribe(
  { request, life }: WatchDeps,
  uri: string,
  signal: AbortSignal,
): Promise<Asked> {
  const answer = await request('resources/subscribe', { uri }, { signal });
  if (!answer.ok) return answer;
  const options = { signal: life, timeoutMs: answerTimeoutMs };
  return ok(() => {
    if (!life.aborted) void request('resources/unsubscribe', { uri }, options);
  });
}

async function listen(
  { link, answers, life }: WatchDeps,
  uri: string,
  watch: ResourceWatch,
): Promise<Asked> {
  const wanted = answers.uncoverUri(uri);
  try {
    const options = { signal: life, timeout: answerTimeoutMs };
    const filter = { resourceSubscriptions: [wanted] };
    const subscription = await link().client.listen(filter, options);
    if (subscription.honoredFilter.resourceSubscriptions?.includes(wanted) !== true) {
      await subscription.close();
      const message = 'The server does not tell of this resource.';
      return err({ kind: 'rpc-error', rpcCode: methodNotFound, message });
    }
    void subscription.closed.then((how) => (how === 'local' ? undefined : watch.lost()));
    return ok(() => void subscription.close().catch(() => undefined));
  } catch (error) {
    if (life.aborted) return err({ kind: 'aborted' });
    const message = error instanceof Error ? error.message : 'not answered';
    return err({ kind: 'rpc-error', rpcCode: methodNotFound, message });
  }
}
