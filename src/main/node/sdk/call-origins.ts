import { AsyncLocalStorage } from 'node:async_hooks';

import type { JsonObject } from '../../../shared/domain/catalog.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { LastingCaller, OnServerRequest } from '../../sessions/request-options.ts';
import { createCallerTurns } from './caller-turns.ts';
import { isServersWord } from './error-outcome.ts';

/** A request while a server is busy with it. */
export interface OpenCall {
  /** Who answers what the server asks because of it; absent: the person at the window. */
  readonly answers?: OnServerRequest | undefined;
  /** Whose it is; requests of one caller may answer for each other. Default: whoever answers. */
  readonly caller?: object | undefined;
  /** Whose it is, for what comes after it. */
  readonly lasting?: LastingCaller | undefined;
  /** Told what the server logs because of it. */
  readonly onLogMessage?: ((params: JsonObject) => void) | undefined;
  /**
   * All that the server says comes on one stream, which is no request's. What is said meanwhile is then
   * read in no request's context, and none is kept: up to Node 22 one makes every promise of the
   * program dearer.
   */
  readonly isOnOneStream?: boolean;
  /** Nobody waits for it, as for a ping: what is asked meanwhile is not asked because of it. */
  readonly isByItself?: boolean;
  /** Stops the request's time until disposed. */
  readonly pause?: (() => Disposable) | undefined;
  /** Whoever made it waits no more. */
  readonly signal?: AbortSignal;
}

/** Puts one question; `answers` is absent where the person at the window is asked. */
export type PutQuestion<T> = (
  answers: OnServerRequest | undefined,
  signal: AbortSignal,
  about: {
    readonly lasting?: LastingCaller | undefined;
    /** Whether it came on the stream of a request, or inside its answer. */
    readonly isLinked: boolean;
  },
) => Promise<T>;

/** Knows whose request a server is busy with when it asks something. */
export interface CallOrigins {
  /**
   * Makes a request. Where the server has asked before without saying for whom, those of other callers
   * are waited for first, so that it is known when it does so again.
   */
  run<T>(call: OpenCall, request: () => Promise<T>): Promise<T>;
  /**
   * Puts a question for the requests it may belong to. Their time stands still meanwhile, and it ends
   * with `signal` or with the last of them: nobody waits for its answer any more. A question of no
   * request ends with `signal` alone. With `isCertain` only what came on the stream of a request, or
   * inside its answer, is put to a caller.
   */
  ask<T>(signal: AbortSignal, put: PutQuestion<T>, isCertain?: boolean): Promise<T>;
  /** Hands a log message to the request it belongs to, as a question would; else to none. */
  log(params: JsonObject): void;
}

/** What is known of how a server asks; it outlives a session. */
export interface AskingHabit {
  /** Whether it has asked without saying for whom. */
  isUnlinked: boolean;
  /** All requests are one caller's, so that its own is certain. */
  readonly hasOneCaller?: boolean;
}

interface Running extends OpenCall {
  readonly caller: object | undefined;
  isOver: boolean;
  /** Told when it is over. */
  readonly waiting: Set<() => void>;
}

/** How long a server may go on with a request nobody waits for any more, ms. */
const lingerMs = 5 * 60_000;

/**
 * The request in whose context something happens, whichever server it is made of. There is one for
 * all: Node carries each of them along with every promise, so that one for each session would make
 * whatever a thousand servers do a thousand times as long.
 */
const context = new AsyncLocalStorage<Running>();

/**
 * JSON-RPC ties no question to a request. One that comes on the stream of a request, or inside its
 * answer, is read in the context that request runs in. Any other belongs to the one caller of all
 * requests the server may be busy with, those that were given up before it had answered included;
 * when there are several, to nobody but the person at the window.
 */
export function createCallOrigins(
  clock: Pick<Clock, 'monotonicNow' | 'schedule'>,
  habit: AskingHabit = { isUnlinked: false },
): CallOrigins {
  const turns = createCallerTurns(clock);
  const inFlight = new Set<Running>();
  /** Until when (monotonic ms) a request may be at work that was given up. */
  const lingering = new Map<Running, number>();

  const current = (): Running | undefined => {
    const call = context.getStore();
    // A call that is over may still be the context of a stream it opened; another server's may be
    // that of whatever it led to.
    return call !== undefined && inFlight.has(call) ? call : undefined;
  };
  const underWay = () => [...inFlight].filter(({ isByItself }) => isByItself !== true);
  const givenUp = (): readonly Running[] => {
    const now = clock.monotonicNow();
    for (const [call, until] of lingering) if (until <= now) lingering.delete(call);
    return [...lingering.keys()];
  };
  const onlyCallerAmong = (calls: readonly Running[]): Running | undefined => {
    const callers = new Set([...calls, ...givenUp()].map(({ caller }) => caller));
    return callers.size === 1 ? calls[0] : undefined;
  };
  const enter = async ({ caller, pause, signal }: Running): Promise<Disposable> => {
    const pausing = pause?.();
    try {
      return signal === undefined ? turns.place(caller) : await turns.enter(caller, signal);
    } finally {
      pausing?.[Symbol.dispose]();
    }
  };
  const made = async <T>(call: Running, request: () => Promise<T>): Promise<T> => {
    inFlight.add(call);
    try {
      return await (call.isOnOneStream === true ? request() : context.run(call, request));
    } catch (error) {
      // After anything but its answer the server may still be at work.
      if (call.isByItself !== true && !isServersWord(error)) {
        lingering.set(call, clock.monotonicNow() + lingerMs);
      }
      throw error;
    } finally {
      inFlight.delete(call);
      call.isOver = true;
      for (const tell of [...call.waiting]) tell();
    }
  };

  return {
    async run(given, request) {
      const caller = given.caller ?? given.answers;
      const call: Running = { ...given, caller, isOver: false, waiting: new Set() };
      if (call.isByItself === true) return made(call, request);
      using _place = habit.isUnlinked ? await enter(call) : turns.place(caller);
      return await made(call, request);
    },
    async ask(signal, put, isCertain = false) {
      const own = current();
      const calls = own === undefined ? underWay() : [own];
      if (own === undefined && !isCertain) habit.isUnlinked = true;
      const pauses = calls.map(({ pause }) => pause?.());
      const ending = endOf(calls, signal);
      const isGuess = isCertain && habit.hasOneCaller !== true;
      const asked = own ?? (isGuess ? undefined : onlyCallerAmong(calls));
      try {
        const about = { lasting: asked?.lasting, isLinked: own !== undefined };
        return await put(asked?.answers, ending.signal, about);
      } finally {
        ending[Symbol.dispose]();
        for (const pause of pauses) pause?.[Symbol.dispose]();
      }
    },
    log(params) {
      (current() ?? onlyCallerAmong(underWay()))?.onLogMessage?.(params);
    },
  };
}

/** Fires with `signal`, or with the end of the last of the calls if there are any. */
function endOf(
  calls: readonly Running[],
  signal: AbortSignal,
): Disposable & { readonly signal: AbortSignal } {
  const over = new AbortController();
  const look = () => {
    if (calls.every(({ isOver }) => isOver)) over.abort();
  };
  for (const { waiting } of calls) waiting.add(look);
  return {
    signal: AbortSignal.any([signal, over.signal]),
    [Symbol.dispose]() {
      for (const { waiting } of calls) waiting.delete(look);
    },
  };
}
