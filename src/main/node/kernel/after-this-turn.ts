/**
 * The same work, done in its order once what the event loop is at has been done: what is to leave now
 * leaves first. Nothing that comes later is seen before it.
 */
export function afterThisTurn<Args extends readonly unknown[]>(
  work: (...args: Args) => void,
): (...args: Args) => void {
  return (...args) => void setImmediate(() => work(...args));
}
