import { ORPCError } from '@orpc/client';

import type { ConnectionState } from '../../../../shared/domain/connection-state.ts';
import type { Failure } from '../../../../shared/domain/failure.ts';
import type { Problem } from '../../../../shared/domain/server.ts';

/** Why a server did not do what it was asked. */
export type RequestProblem =
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] }
  | {
      readonly kind: 'unavailable';
      readonly state: ConnectionState;
      readonly failure: Failure | null;
    }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'gone' }
  /** Main failed in a way that nobody foresaw; its log says how. */
  | { readonly kind: 'broken' };

/** Reads what a call to main was refused with. */
export function readProblem(error: unknown): RequestProblem {
  if (error instanceof ORPCError) {
    // Main has checked the data against the contract.
    const data: unknown = error.data;
    if (error.code === 'INVALID_ARGUMENTS') return { kind: 'invalid', ...(data as Invalid) };
    if (error.code === 'UNAVAILABLE') return { kind: 'unavailable', ...(data as Unavailable) };
    if (error.code === 'REQUEST_FAILED') return { kind: 'failed', ...(data as Failed) };
    if (error.code === 'NOT_FOUND') return { kind: 'gone' };
  }
  return { kind: 'broken' };
}

type Invalid = { readonly problems: readonly Problem[] };
type Unavailable = { readonly state: ConnectionState; readonly failure: Failure | null };
type Failed = { readonly failure: Failure };
