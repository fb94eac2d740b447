/** Constructors of a call's declared errors, as oRPC hands them to a handler. */
type ErrorConstructors = Readonly<Record<string, unknown>>;

/** A failure whose code and data are those of an error in the contract. */
export interface ContractFailure {
  readonly code: string;
  readonly data: unknown;
}

/**
 * Throws the contract's error for an expected failure. A code the call does not declare is a bug
 * and becomes an internal error, so that its data cannot leave unchecked.
 */
export function raise(errors: ErrorConstructors, failure: ContractFailure): never {
  // eslint-disable-next-line patchbay/names-are-data -- oRPC hands over a proxy that owns nothing
  const construct = errors[failure.code];
  if (typeof construct !== 'function') {
    throw new Error(`undeclared failure ${failure.code}`);
  }
  throw (construct as (options: { data: unknown }) => Error)({ data: failure.data });
}
