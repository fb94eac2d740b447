/** What to do about a page whose process has ended. */
export type PageStep =
  /** It was meant to end. */
  | 'leave'
  /** Load it again at once. */
  | 'reload'
  /** It ends again and again: a person decides. */
  | 'ask';

/** Decides what becomes of a page that ends; remembers how often it did. */
export interface PageRecovery {
  /** The page's process ended, for Electron's `reason`, at `now` (ms, any clock that only rises). */
  ended(reason: string, now: number): PageStep;
  /** A person wants it again, or ended it: what was before does not count. */
  forgive(): void;
}

/** A page may end so often within `withinMs` and is loaded again each time. */
export const maxReloads = 3;
const withinMs = 60_000;

/** A recovery for one page. */
export function createPageRecovery(): PageRecovery {
  let reloads: readonly number[] = [];
  return {
    ended(reason, now) {
      if (reason === 'clean-exit') return 'leave';
      reloads = reloads.filter((at) => now - at < withinMs);
      if (reloads.length >= maxReloads) return 'ask';
      reloads = [...reloads, now];
      return 'reload';
    },
    forgive() {
      reloads = [];
    },
  };
}
