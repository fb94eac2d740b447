import type { Logger } from './logger.ts';

/** Tells listeners what happens, each of them until its handle is disposed. */
export interface Emitter<Told extends readonly unknown[]> {
  /** Adds a listener; the same one added twice is told twice, and each handle ends one of them. */
  on(listener: (...told: Told) => void): Disposable;
  /**
   * Tells all who listen now, in the order in which they came. One that throws is logged: neither
   * the others nor whoever tells learn of it. Who leaves or comes meanwhile changes nothing.
   */
  emit(...told: Told): void;
  /** Whether nobody listens. */
  readonly isUnheard: boolean;
  /** Lets all listeners go. */
  clear(): void;
}

/** An emitter without listeners; `subject` says in the log whose listener failed. */
export function createEmitter<Told extends readonly unknown[]>(
  logger: Pick<Logger, 'error'>,
  subject: string,
): Emitter<Told> {
  const listeners = new Set<(...told: Told) => void>();
  return {
    on(listener) {
      const own = (...told: Told): void => listener(...told);
      listeners.add(own);
      return { [Symbol.dispose]: () => void listeners.delete(own) };
    },
    emit(...told) {
      for (const listener of [...listeners]) {
        try {
          listener(...told);
        } catch (error) {
          logger.error(`a listener of ${subject} failed`, { error: String(error) });
        }
      }
    },
    get isUnheard() {
      return listeners.size === 0;
    },
    clear: () => listeners.clear(),
  };
}
