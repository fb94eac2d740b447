import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';

import type { Progress } from '../../../../shared/domain/catalog.ts';
import { readProblem } from '../failures/request-problem.ts';
import type { RequestProblem } from '../failures/request-problem.ts';

/** How a request ended. */
export type Ended<T> =
  | { readonly kind: 'done'; readonly endedAt: number; readonly tookMs: number; readonly value: T }
  | { readonly kind: 'failed'; readonly endedAt: number; readonly problem: RequestProblem }
  | { readonly kind: 'cancelled'; readonly endedAt: number };

/** A request that was answered. */
export type Done<T> = Extract<Ended<T>, { readonly kind: 'done' }>;

/** What is remembered of one thing that can be asked: what was typed, what runs, what came of it. */
export interface Remembered<D, T> {
  readonly draft: D | null;
  readonly running: { readonly startedAt: number; readonly progress: Progress | null } | null;
  readonly last: Ended<T> | null;
  /** The answers before the last one, newest first. */
  readonly past: readonly Done<T>[];
}

/** Does the request; `tell` passes on how far it is. */
export type Ask<T> = (
  tell: (progress: Progress) => void,
  signal: AbortSignal,
) => Promise<{ readonly value: T; readonly tookMs?: number }>;

/** Keeps drafts and answers while the window lives; a request goes on when nobody looks. */
export interface RunMemory<D, T> {
  readonly store: StoreApi<ReadonlyMap<string, Remembered<D, T>>>;
  readonly setDraft: (key: string, draft: D) => void;
  /** Starts a request unless one of this key runs already. */
  readonly start: (key: string, ask: Ask<T>) => void;
  readonly cancel: (key: string) => void;
}

/** What is remembered of something never asked. */
export const nothingYet: Remembered<never, never> = {
  draft: null,
  running: null,
  last: null,
  past: [],
};

/** So many earlier answers of one thing are kept; each may be large. */
const maxPast = 5;

/** Creates a memory that keeps the `maxKeys` things used last. */
export function createRunMemory<D, T>(maxKeys = 60): RunMemory<D, T> {
  const store = createStore<ReadonlyMap<string, Remembered<D, T>>>(() => new Map());
  const endings = new Map<string, AbortController>();
  const change = (key: string, part: Partial<Remembered<D, T>>) => {
    const next = new Map(store.getState());
    const before: Remembered<D, T> = next.get(key) ?? nothingYet;
    next.delete(key);
    next.set(key, { ...before, ...part });
    for (const [oldest, { running }] of next) {
      if (next.size <= maxKeys) break;
      if (running === null && oldest !== key) next.delete(oldest);
    }
    store.setState(next, true);
  };
  const run = async (key: string, ask: Ask<T>, ending: AbortController) => {
    const startedAt = Date.now();
    change(key, { running: { startedAt, progress: null } });
    const last = await outcomeOf(
      ask((progress) => change(key, { running: { startedAt, progress } }), ending.signal),
      startedAt,
      ending.signal,
    );
    endings.delete(key);
    const { last: former, past } = store.getState().get(key) ?? nothingYet;
    const earlier = former?.kind === 'done' ? [former, ...past].slice(0, maxPast) : past;
    change(key, { running: null, last, past: earlier });
  };
  return {
    store,
    setDraft: (key, draft) => change(key, { draft }),
    start: (key, ask) => {
      if (endings.has(key)) return;
      const ending = new AbortController();
      endings.set(key, ending);
      void run(key, ask, ending);
    },
    cancel: (key) => endings.get(key)?.abort(),
  };
}

async function outcomeOf<T>(
  asked: ReturnType<Ask<T>>,
  startedAt: number,
  signal: AbortSignal,
): Promise<Ended<T>> {
  try {
    const { value, tookMs } = await asked;
    const endedAt = Date.now();
    return { kind: 'done', endedAt, value, tookMs: tookMs ?? endedAt - startedAt };
  } catch (error) {
    const endedAt = Date.now();
    const problem = readProblem(error);
    const isCancelled =
      signal.aborted || (problem.kind === 'failed' && problem.failure.code === 'CANCELLED');
    return isCancelled ? { kind: 'cancelled', endedAt } : { kind: 'failed', endedAt, problem };
  }
}
