import { z } from 'zod';

import type { ServerDraftInput, ServerEditInput } from '../domain/server.ts';
import { isObject } from '../util/is-object.ts';

/**
 * A draft as it was typed. It is checked where it is saved, so that each field that is wrong is
 * named (`INVALID`) instead of the whole being refused at the edge.
 */
export const uncheckedDraftSchema = z.custom<ServerDraftInput>(isObject);

/** An edit as it was typed; checked where it is saved. */
export const uncheckedEditSchema = z.custom<ServerEditInput>(isObject);
