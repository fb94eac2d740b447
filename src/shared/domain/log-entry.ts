import { z } from 'zod';

import type { Phrase } from '../i18n/phrase.ts';
import { isObject } from '../util/is-object.ts';

/** One line of a server's log. `text` is hostile, capped at 8 KiB and free of known secrets. */
export const logEntrySchema = z.object({
  /** Rises by one for each entry of one server while the app runs. */
  id: z.number(),
  at: z.number(),
  /**
   * `stderr`: a line the program wrote; `stdout`: a line on stdout that is not MCP;
   * `notification`: a log message sent by MCP; `request`: a call made to the server;
   * `state`: the connection changed; `note`: a remark of Patchbay's.
   */
  source: z.enum(['stderr', 'stdout', 'notification', 'request', 'state', 'note']),
  level: z.enum(['debug', 'info', 'warning', 'error']),
  text: z.string(),
  /** What `text` begins with, for whoever reads in another language; the rest follows as it is. */
  phrase: z.custom<Phrase>(isObject).optional(),
});
export type LogEntry = Readonly<z.infer<typeof logEntrySchema>>;
