/** Runs tasks one after another, in the order they were asked for. */
export interface SerialQueue {
  /** Runs `task` after all earlier ones have settled; a failing task does not stop later ones. */
  run<T>(task: () => Promise<T>): Promise<T>;
}

/** A queue that holds no timer and no resource; it needs no disposal. */
export function createSerialQueue(): SerialQueue {
  let tail: Promise<unknown> = Promise.resolve();
  return {
    run(task) {
      const result = tail.then(task);
      tail = result.catch(() => undefined);
      return result;
    },
  };
}
