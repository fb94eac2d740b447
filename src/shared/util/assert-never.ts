/** Ends a switch over a union: compiles only when every case was handled, throws if data lied. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
