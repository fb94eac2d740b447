import { z } from 'zod';

import { connectionStateSchema } from '../domain/connection-state.ts';
import { failureSchema } from '../domain/failure.ts';
import { recipientQuestionSchema } from '../domain/recipient.ts';
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
  /** A stored secret would go elsewhere, and the person has not said yes to that yet. */
  RECIPIENT_CHANGED: { data: z.object({ questions: z.array(recipientQuestionSchema) }) },
  VAULT_FAILED: { data: z.object({ reason: z.string(), detail: z.string() }) },
};

/** Errors of calls that need a live connection. */
export const liveErrors = {
  NOT_FOUND: { data: z.object({ name: z.string() }) },
  /** The server cannot be used right now; the state says why and what happens next. */
  UNAVAILABLE: {
    data: z.object({ state: connectionStateSchema, failure: failureSchema.nullable() }),
  },
  /** The server was asked and the request failed. */
  REQUEST_FAILED: { data: z.object({ failure: failureSchema }) },
};
