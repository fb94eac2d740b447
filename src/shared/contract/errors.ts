import { z } from 'zod';

import { launchPreviewSchema, problemSchema } from '../domain/server.ts';

/** Errors every call about one server can answer with. */
export const serverErrors = {
  NOT_FOUND: { data: z.object({ name: z.string() }) },
  STORAGE_FAILED: { data: z.object({ reason: z.string(), detail: z.string() }) },
};

/** Errors of calls that save a draft. */
export const draftErrors = {
  ...serverErrors,
  INVALID: { data: z.object({ problems: z.array(problemSchema) }) },
  /** The draft starts or contacts something the person has not agreed to yet. */
  CONSENT_REQUIRED: { data: z.object({ preview: launchPreviewSchema }) },
  VAULT_FAILED: { data: z.object({ reason: z.string(), detail: z.string() }) },
};
