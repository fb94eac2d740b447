/** Aborts many short-lived things on behalf of a few long-lived signals. */
export interface SignalHub {
  /**
   * Calls `onAbort` when the signal fires (at once if it already has), until the returned handle
   * is disposed. However many links a signal has, it carries one listener.
   */
  link(signal: AbortSignal, onAbort: () => void): Disposable;
}

interface Entry {
  readonly callbacks: Set<() => void>;
  readonly listener: () => void;
}

/** Creates a {@link SignalHub}; it holds nothing while nothing is linked. */
export function createSignalHub(): SignalHub {
  const entries = new Map<AbortSignal, Entry>();

  const open = (signal: AbortSignal): Entry => {
    const callbacks = new Set<() => void>();
    const listener = () => {
      entries.delete(signal);
      for (const callback of callbacks) callback();
    };
    signal.addEventListener('abort', listener, { once: true });
    const entry = { callbacks, listener };
    entries.set(signal, entry);
    return entry;
  };

  return {
    link(signal, onAbort) {
      if (signal.aborted) {
        onAbort();
        return { [Symbol.dispose]: () => undefined };
      }
      const entry = entries.get(signal) ?? open(signal);
      entry.callbacks.add(onAbort);
      return {
        [Symbol.dispose]() {
          entry.callbacks.delete(onAbort);
          if (entry.callbacks.size > 0 || entries.get(signal) !== entry) return;
          signal.removeEventListener('abort', entry.listener);
          entries.delete(signal);
        },
      };
    },
  };
}
