import { z } from 'zod';

import { serverNameSchema } from '../domain/server.ts';

/** Input of calls about one server. */
export const named = z.object({ name: serverNameSchema });
/** No input, or no answer but that it is done. */
export const nothing = z.object({});
