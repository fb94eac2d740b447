import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let nowMs = Date.now();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    nowMs = Date.now();
    timer = setInterval(tick, 1000);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): void {
  if (document.hidden) return;
  nowMs = Date.now();
  for (const listener of listeners) listener();
}

const never = () => () => undefined;

const current = () => (timer === undefined ? Date.now() - (Date.now() % 1000) : nowMs);

/**
 * The time in epoch ms, renewed each second while `isTicking`. All users share one timer, which
 * only runs while somebody counts.
 */
export function useNow(isTicking: boolean): number {
  return useSyncExternalStore(isTicking ? subscribe : never, current, current);
}
