/** Stands for one call of one tool that has passed the gate. It is good for one call. */
export interface CallPermit {
  readonly server: string;
  readonly tool: string;
}

/** Permits that were given and not used yet; an object that merely looks like one is none. */
const unspent = new WeakSet<CallPermit>();

/** Makes a permit; nobody but the gate does. */
export function issuePermit(server: string, tool: string): CallPermit {
  const permit = Object.freeze({ server, tool });
  unspent.add(permit);
  return permit;
}

/**
 * Uses a permit up; throws where there is none for this call. That a request reaches this place
 * without one is a fault of the program, never of a person or an app.
 */
export function spendPermit(permit: CallPermit | undefined, server: string, tool: unknown): void {
  const isGood = permit?.server === server && permit.tool === tool && unspent.delete(permit);
  if (!isGood) throw new Error(`a call of ${server} has not passed the gate`);
}
