import { oc } from '@orpc/contract';
import { z } from 'zod';

import { cautionSchema, cautionedItemSchema } from '../domain/caution.ts';
import { named, nothing } from './common.ts';
import { serverErrors } from './errors.ts';

/** What in the words of servers is worth a look, by fixed rules; it changes nothing and stops nothing. */
export const cautionContract = {
  of: oc.input(named).errors({ NOT_FOUND: serverErrors.NOT_FOUND }).output(z.array(cautionSchema)),
  /** Every item of the profile in use that has some. */
  items: oc.input(nothing).output(z.array(cautionedItemSchema)),
};
