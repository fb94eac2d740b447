import { agreementMutants } from './agreement-mutants.ts';
import { approvalMutants } from './approval-mutants.ts';
import type { Mutant } from './mutant.ts';
import { profileMutants } from './profile-mutants.ts';
import { rightMutants } from './right-mutants.ts';
import { recipientMutants } from './recipient-mutants.ts';

/** Every line that decides trust, broken once. */
export const mutants: readonly Mutant[] = [
  ...agreementMutants,
  ...recipientMutants,
  ...profileMutants,
  ...approvalMutants,
  ...rightMutants,
];
