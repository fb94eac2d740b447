import type { Result } from '../../shared/util/result.ts';

/** Constructors of a call's declared errors, as oRPC hands them to a handler. */
type ErrorConstructors = Readonly<Record<string, unknown>>;

/** A failure whose code and data are those of an error in the contract. */
export interface ContractFailure {
  readonly code: string;
  readonly data?: unknown;
}

/** Values of a failure are read, never changed. */
type Read<T> = T extends readonly (infer Item)[]
  ? readonly Read<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Read<T[Key]> }
    : T;

/** What an error constructor takes as data; nothing where the contract declares none. */
type DataOf<Construct> = Construct extends (...input: infer Input) => unknown
  ? NonNullable<Input[0]> extends { data: infer Data }
    ? Read<Data>
    : object | undefined
  : never;

/** Every failure a call declares, as one union: a code that is not among them does not compile. */
export type DeclaredFailure<Errors> = {
  [Code in keyof Errors & string]: { readonly code: Code } & (undefined extends DataOf<Errors[Code]>
    ? { readonly data?: DataOf<Errors[Code]> }
    : { readonly data: DataOf<Errors[Code]> });
}[keyof Errors & string];

/** The constructors of a call that may be asked about a server that is not there. */
export interface DeclaresNotFound {
  readonly NOT_FOUND: (options: { data: { name: string } }) => unknown;
}

/** A domain's failure as the contract carries it: the code, and everything else as its data. */
export type Carried<Failure extends { readonly code: string }> = Failure extends unknown
  ? { readonly code: Failure['code']; readonly data: Omit<Failure, 'code'> }
  : never;

/** See {@link Carried}. */
export function carried<Failure extends { readonly code: string }>(
  failure: Failure,
): Carried<Failure> {
  const { code, ...data } = failure;
  const hasData = Object.keys(data).length > 0;
  return { code, data: hasData ? data : undefined } as unknown as Carried<Failure>;
}

/**
 * Throws the contract's error for an expected failure, which is one that the call declares. A code
 * that comes in spite of its type is a bug and becomes an internal error, so that its data cannot
 * leave unchecked.
 */
export function raise<Errors extends object>(
  errors: Errors,
  failure: DeclaredFailure<Errors>,
): never {
  const { code, data }: ContractFailure = failure;
  // eslint-disable-next-line patchbay/names-are-data -- oRPC hands over a proxy that owns nothing
  const construct = (errors as ErrorConstructors)[code];
  if (typeof construct !== 'function') throw new Error(`undeclared failure ${code}`);
  throw (construct as (options: { data: unknown }) => Error)({ data });
}

/** The value, or the contract's error for its failure, whose code the call must declare. */
export function orRaise<T, Failure extends { readonly code: string }, Errors extends object>(
  result: Result<T, Failure>,
  errors: Carried<Failure> extends DeclaredFailure<Errors> ? Errors : never,
): T {
  if (result.ok) return result.value;
  const failure: unknown = carried(result.error);
  return raise<Errors>(errors, failure as DeclaredFailure<Errors>);
}

/** A document that could not be written, as the contract carries it. */
export function notSaved({ code, detail }: { readonly code: string; readonly detail: string }) {
  return { code: 'STORAGE_FAILED', data: { reason: code, detail } } as const;
}
