import { implement } from '@orpc/server';

import { contract } from '../../shared/contract/contract.ts';

/** Builds handlers that fit the contract; a handler of another shape does not compile. */
export const os = implement(contract);
